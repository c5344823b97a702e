import type { GatewayRoute } from './gateway-route.ts';

export type RouteMatch = { route: GatewayRoute; pathParameters: Record<string, string> };

type Segment = { literal: string } | { name: string; greedy: boolean };
type Compiled = { route: GatewayRoute; segments: Segment[]; greedy: boolean };

/**
 * Selects routes as HTTP APIs do: a full match, then a greedy one, then `$default`; never a 405.
 *
 * Assumed, for want of a source: paths are compared segment by segment after decoding each, with case; a trailing
 * slash is a segment of its own and matches no route without one; of several full matches the one with the earlier
 * literal segment wins, then the named method before `ANY`; of several greedy ones the longest; `/{proxy+}` matches `/`;
 * `HEAD` is matched like any method and not served by `GET`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function createRouter(
  routes: readonly GatewayRoute[],
): (method: string, segments: readonly string[]) => RouteMatch | undefined {
  const fallback = routes.find(({ path }) => path === '$default');
  const compiled = routes
    .filter((route) => route !== fallback)
    .map(compile)
    .sort(bySpecificity);
  return (method, segments) => {
    for (const candidate of compiled) {
      if (candidate.route.method !== 'ANY' && candidate.route.method !== method) continue;
      const pathParameters = matchSegments(candidate, segments);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function compile(route: GatewayRoute): Compiled {
  const segments = route.path.slice(1).split('/').map(readSegment);
  return { route, segments, greedy: segments.some((segment) => 'greedy' in segment && segment.greedy) };
}

function readSegment(text: string): Segment {
  const variable = /^\{([^}+]+)(\+?)\}$/.exec(text);
  return variable ? { name: variable[1] ?? '', greedy: variable[2] === '+' } : { literal: text };
}

function bySpecificity(one: Compiled, other: Compiled): number {
  if (one.greedy !== other.greedy) return one.greedy ? 1 : -1;
  if (one.greedy && one.segments.length !== other.segments.length) {
    return other.segments.length - one.segments.length;
  }
  for (const [index, segment] of one.segments.entries()) {
    const literal = 'literal' in segment;
    const opposite = other.segments[index];
    if (opposite && literal !== 'literal' in opposite) return literal ? -1 : 1;
  }
  return Number(one.route.method === 'ANY') - Number(other.route.method === 'ANY');
}

function matchSegments(
  { segments, greedy }: Compiled,
  path: readonly string[],
): Record<string, string> | undefined {
  if (greedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    if ('literal' in segment) {
      if (segment.literal !== path[index]) return undefined;
      continue;
    }
    const value = segment.greedy ? path.slice(index).join('/') : (path[index] ?? '');
    // `/{proxy+}` takes `/` as well (AWS .NET Lambda test tool); no other variable takes nothing.
    if (value === '' && !(segment.greedy && index === 0)) return undefined;
    parameters.push([segment.name, value]);
  }
  return Object.fromEntries(parameters);
}
