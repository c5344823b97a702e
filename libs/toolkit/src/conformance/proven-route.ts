import { parseAccess } from '../access/parse-access.ts';
import { governByVariable } from '../deployment/govern-routes.ts';
import type { Declaration } from '@lambda-nest/access/policy';

/** A route and who may call it: all that the suite is made from. */
export type ProvenRoute = Readonly<{
  /** Upper case. */
  method: string;
  /** Path as the gateway spells it: `/v1/orders/{id}`. */
  path: string;
  declaration: Declaration;
  /** Whether the deployment leaves the route out. Default `false`. */
  isAbsent?: boolean;
}>;

/** A path that the route answers: every parameter is `1`. */
export function samplePath(path: string): string {
  return path.replaceAll(/\{\w+\+?\}/g, '1');
}

/**
 * The routes of an access table.
 *
 * @param off parameters that are `off` in the deployment, such as `docs`
 * @param routeScopes what operators set in place of declared scopes, as the variable has it
 * @throws TypeError for a parameter on which no route depends
 */
export function readProvenRoutes(
  text: string,
  off: readonly string[] = [],
  routeScopes?: string,
): readonly ProvenRoute[] {
  const entries = parseAccess(text);
  const known = [...new Set(entries.flatMap(({ enabledBy = [] }) => enabledBy))];
  const unknown = off.filter((parameter) => !known.includes(parameter));
  if (unknown.length > 0) {
    throw new TypeError(`No route depends on ${unknown.join(', ')}. Known are ${known.join(', ')}.`);
  }
  return governByVariable(entries, routeScopes).map(({ method, path, access, enabledBy }) => ({
    method,
    path,
    declaration: access,
    ...(enabledBy !== undefined && off.includes(enabledBy) && { isAbsent: true }),
  }));
}
