import { coversPath } from '@lambda-nest/access/policy';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ContractRoute } from '../contract-route.ts';
import { logicalIdOf } from '../render/routes-yml.ts';
import type { ContractSettings } from '../../function/contract-settings.ts';
import { compareMatchers } from './compare-matchers.ts';
import { isWider } from './is-wider.ts';
import { findRoutePathViolation } from './path-violations.ts';

type Limits = Pick<ContractSettings, 'maxRoutes' | 'maxScopes'>;
type Pair = Readonly<{ first: ContractRoute; second: ContractRoute }>;

/**
 * Everything that keeps routes from being deployed: what AWS rejects, and what would make the gateway and the
 * application mean different things by one request. Each in a sentence that ends in what to do.
 *
 * @param routes in the order in which the application matches them
 */
export async function findRouteViolations(
  routes: readonly ContractRoute[],
  limits: Limits,
): Promise<readonly string[]> {
  const violations = [
    ...countViolations(routes, limits),
    ...routes.flatMap((route) => routeViolations(route, limits)),
  ];
  // Paths that cannot be spelt for the gateway cannot be compared there.
  const sound = routes.filter((route) => findRoutePathViolation(route) === undefined);
  const pairs = listPairs(sound);
  const overlaps = pairs.flatMap((pair) => overlapViolation(pair) ?? []);
  const isOrderSound = overlaps.length === 0;
  return [
    ...violations,
    ...overlaps,
    ...pairs.flatMap((pair) => nameViolation(pair) ?? []),
    ...(isOrderSound ? await disagreementViolations(sound) : []),
  ];
}

function countViolations(routes: readonly ContractRoute[], { maxRoutes }: Limits): readonly string[] {
  if (routes.length <= maxRoutes) return [];
  return [
    `There are ${routes.length} routes, and an HTTP API takes ${maxRoutes}. Split the API, or have AWS raise the quota ` +
      'and set maxRoutes in function.config.ts.',
  ];
}

function routeViolations(route: ContractRoute, { maxScopes }: Limits): readonly string[] {
  const { authorizer, scopes } = route.gateway;
  return [
    findRoutePathViolation(route),
    scopes.length > maxScopes &&
      `names ${scopes.length} scopes, and a route at the gateway takes ${maxScopes}. Group them.`,
    scopes.length > 0 &&
      !authorizer &&
      'has scopes and no JWT authorizer, so they would not be checked. Run `npm run contract`.',
    !authorizer &&
      route.declaration.kind !== 'public' &&
      'is not public and has no JWT authorizer. Run `npm run contract`.',
  ].flatMap((violation) => (violation ? [`${describe(route)} ${violation}`] : []));
}

function overlapViolation({ first, second }: Pair): string | undefined {
  if (first.method !== second.method) return undefined;
  const isCovered = coversPath(first.expressPath, second.expressPath);
  const isCovering = coversPath(second.expressPath, first.expressPath);
  if (isCovered && isCovering) {
    return `${describe(second)} is there already: ${describe(first)}. Remove one of them.`;
  }
  // Which of two functions has the request is for the gateway to say, whatever the order in the code.
  if (first.function !== second.function) {
    if (isCovered && isWider(first.declaration, second.declaration)) return describeOverlap(first, second);
    return isCovering && isWider(second.declaration, first.declaration)
      ? describeOverlap(second, first)
      : undefined;
  }
  if (isCovered) {
    return `${describe(second)} is never reached, for ${describe(first)} is matched before it. Declare it first.`;
  }
  return isCovering && isWider(second.declaration, first.declaration)
    ? describeOverlap(second, first)
    : undefined;
}

function describeOverlap(covering: ContractRoute, covered: ContractRoute): string {
  return (
    `${describe(covering)} also matches the path of ${describe(covered)} and lets more callers in. ` +
    'Give it another path, or the same declaration.'
  );
}

function nameViolation({ first, second }: Pair): string | undefined {
  if (logicalIdOf(first) !== logicalIdOf(second) || routeKeyOf(first) === routeKeyOf(second))
    return undefined;
  return (
    `${describe(second)} and ${describe(first)} would have one name in the template, ${logicalIdOf(first)}, ` +
    'and only one would be deployed. Change more than case and punctuation.'
  );
}

async function disagreementViolations(routes: readonly ContractRoute[]): Promise<readonly string[]> {
  const disagreements = await compareMatchers(routes);
  return disagreements.map(
    ({ method, path, gateway, application }) =>
      `${method} ${path} reaches ${nameOf(gateway)} at the gateway and ${nameOf(application)} in the application. ` +
      'Change the order in which they are declared.',
  );
}

function nameOf(route: ContractRoute | undefined): string {
  return route ? describe(route) : 'nothing';
}

function describe(route: ContractRoute): string {
  return `${routeKeyOf(route)} (${route.source.file}:${route.source.line})`;
}

function listPairs(routes: readonly ContractRoute[]): readonly Pair[] {
  return routes.flatMap((first, index) => routes.slice(index + 1).map((second) => ({ first, second })));
}
