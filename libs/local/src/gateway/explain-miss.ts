import type { Api } from './api.ts';
import type { GatewayConfig } from '@lambda-nest/gateway/model';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Why no route was found, for the terminal: what is nearest to the one that was asked for.
 *
 * API Gateway answers all of it 404, and a person wonders.
 */
export function explainMiss(
  { match }: Pick<Api, 'match'>,
  method: string,
  segments: readonly string[],
): string {
  const others = METHODS.filter((one) => match(one, segments));
  if (others.length > 0) return `no route of the API for ${method}, there is one for ${others.join(', ')}`;
  const isSlashed = segments.at(-1) === '' && match(method, segments.slice(0, -1));
  return isSlashed
    ? 'no route of the API with a slash at its end, there is one without'
    : 'no route of the API';
}

/** What a person who tries URLs by hand gets wrong first. */
export function explainNoApi({ stage, mappingKey }: Pick<GatewayConfig, 'stage' | 'mappingKey'>): string {
  const prefixes = [stage, mappingKey].filter((name) => name !== undefined && name !== '$default');
  return `no API: paths start with ${prefixes.map((name) => `/${name}/`).join(' or ')}`;
}
