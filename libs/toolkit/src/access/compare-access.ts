import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { AccessEntry } from '../contract/render/access-json.ts';
import { CLOSED, findGains, type Access, type Principal } from './find-gains.ts';

/** How one route changed for its callers. */
export type Change = Readonly<{
  /** `GET /v1/orders/{id}`, as it is after, or was when it is gone. */
  route: string;
  /** Where it was before, when it moved. */
  movedFrom?: string;
  before?: AccessEntry;
  after?: AccessEntry;
  /** Examples of who is let in now and was not. */
  gains: readonly Principal[];
  /** Examples of who was let in and is not any more. */
  loses: readonly Principal[];
}>;

/**
 * Compares two access tables by who is let in, route by route. Routes whose callers stay the same are left out, however
 * differently that is written.
 *
 * A route that is gone and a new one with the same handler are one route that moved, lest moving hide a widening.
 */
export function compareAccess(
  before: readonly AccessEntry[],
  after: readonly AccessEntry[],
): readonly Change[] {
  const then = new Map(before.map((entry) => [routeKeyOf(entry), entry]));
  const now = new Set(after.map(routeKeyOf));
  const gone = before.filter((entry) => !now.has(routeKeyOf(entry)));
  const kept = after.map((entry) => {
    const key = routeKeyOf(entry);
    const same = then.get(key) ?? takeByName(gone, entry.name);
    return compare(key, same, entry);
  });
  const removed = gone.map((entry) => compare(routeKeyOf(entry), entry, undefined));
  return [...kept, ...removed].filter(
    ({ gains, loses, movedFrom }) => gains.length + loses.length > 0 || movedFrom,
  );
}

function compare(route: string, before: AccessEntry | undefined, after: AccessEntry | undefined): Change {
  const [then, now] = [accessOf(before), accessOf(after)];
  const movedFrom = before && after && routeKeyOf(before) !== route ? routeKeyOf(before) : undefined;
  return {
    route,
    ...(movedFrom && { movedFrom }),
    ...(before && { before }),
    ...(after && { after }),
    gains: findGains(then, now),
    loses: findGains(now, then),
  };
}

export function accessOf(entry: AccessEntry | undefined): Access {
  if (!entry) return CLOSED;
  return { declaration: entry.access, isAccountChecked: entry.isAccountChecked };
}

/** The entry of that handler, taken out of the list: one route moves to one place. */
function takeByName(entries: AccessEntry[], name: string): AccessEntry | undefined {
  const index = entries.findIndex((entry) => entry.name === name);
  return index === -1 ? undefined : entries.splice(index, 1)[0];
}
