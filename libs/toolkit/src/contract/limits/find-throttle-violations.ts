import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ContractSettings } from '../../function/contract-settings.ts';
import type { ContractRoute } from '../contract-route.ts';

type Throttled = ContractSettings['throttled'];

/** Limits of routes that there are not: what was meant would have no limit of its own, and nothing would tell. */
export function findThrottleViolations(
  routes: readonly Pick<ContractRoute, 'method' | 'path'>[],
  throttled: Throttled,
): readonly string[] {
  const known = new Set(routes.map(routeKeyOf));
  return Object.keys(throttled)
    .filter((key) => !known.has(key))
    .map(
      (key) =>
        `throttled in function.config.ts limits ${key}, which is no route. Spell it as the access table does, or remove it.`,
    );
}
