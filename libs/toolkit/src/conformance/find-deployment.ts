import { ROUTE_SCOPES } from '../deployment/govern-routes.ts';
import type { Environment } from './read-tokens.ts';

/** A deployment that is asked, and what its operators set there. */
export type FoundDeployment = Readonly<{
  /** Where the API is, stage or mapping key included. */
  url: string;
  /** What the proxy before it sends with each request, where there is one. */
  headers?: Readonly<Record<string, string>>;
  /** Parameters that are `off` there. */
  off: readonly string[];
  /** Scopes in place of the declared ones, as the variable has them. */
  routeScopes?: string | undefined;
  /** Where it is, as far as that is known. */
  region?: string;
}>;

/** Options of a command that say which deployment is meant. */
export type Named = Readonly<{
  url?: string | undefined;
  stage?: string | undefined;
  region?: string | undefined;
  off?: readonly string[] | undefined;
}>;

/**
 * Finds the deployment that a command is to ask: by its address, with what is said of it, or by its stage, of which all is read from AWS.
 *
 * @param environment of the command: says the scopes of a deployment that is named by its address
 * @returns nothing where neither is said, both are, or the address is none
 */
export async function findDeployment(
  { url, stage, region, off = [] }: Named,
  environment: Environment,
): Promise<FoundDeployment | undefined> {
  if (url !== undefined && stage !== undefined) return undefined;
  if (stage !== undefined) {
    // Loaded here alone: who names an address needs no client of AWS.
    const { findStageAddress } = await import('../release/find-stage-address.ts');
    return findStageAddress(stage, region);
  }
  if (url === undefined || !isAddress(url)) return undefined;
  return { url, off, routeScopes: environment[ROUTE_SCOPES] };
}

export function isAddress(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text);
}
