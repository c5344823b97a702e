import type { AccessEntry } from '../contract/render/access-json.ts';
import { governRoutes } from '../deployment/govern-routes.ts';
import { compareAccess, type Change } from './compare-access.ts';
import type { Access } from './read-access.ts';

/**
 * How routes changed for their callers in single stages, by the scopes that a stage sets. What changed in every stage alike, by the
 * declaration, is not among them. The name of the stage follows that of the route: `GET /v1/orders (stage prod)`.
 */
export function compareStages(before: Access, after: Access): readonly Change[] {
  const stages = new Set([before, after].flatMap(({ stageScopes }) => Object.keys(stageScopes)));
  return [...stages].toSorted().flatMap((stage) => {
    const keys = new Set([before, after].flatMap((access) => Object.keys(scopesOf(access, stage))));
    return compareAccess(entriesOf(before, stage), entriesOf(after, stage))
      .filter(({ route, movedFrom }) => keys.has(route) || (movedFrom !== undefined && keys.has(movedFrom)))
      .map((change) => ({ ...change, route: `${change.route} (stage ${stage})` }));
  });
}

/** A stage of which no file says anything has what the default says. */
function scopesOf({ stageScopes }: Access, stage: string): Readonly<Record<string, readonly string[]>> {
  return stageScopes[stage] ?? stageScopes['default'] ?? {};
}

function entriesOf(access: Access, stage: string): readonly AccessEntry[] {
  return governRoutes(access.entries, new Map(Object.entries(scopesOf(access, stage))));
}
