import type { Declaration } from '@lambda-nest/access/policy';
import { accessOf, type Change } from './compare-access.ts';
import { findGains } from './find-gains.ts';

/** A developer's word that a route is meant to be that open. */
export type Acknowledgement = Readonly<{
  /** `GET /v1/orders/{id}` */
  route: string;
  /** The most it may be opened to. */
  opensTo: Declaration;
  isAccountChecked: boolean;
  /** Why; for the reviewer. */
  reason: string;
}>;

/** In the folder of what was released. */
export const ACKNOWLEDGED_FILE = 'acknowledged-access.json';

/** The acknowledgements in the text of their file. Throws for one without a reason. */
export function parseAcknowledgements(text: string): readonly Acknowledgement[] {
  const entries = JSON.parse(text) as readonly Acknowledgement[];
  const unexplained = entries.find(({ reason }) => !reason?.trim());
  if (unexplained)
    throw new TypeError(`${ACKNOWLEDGED_FILE}: ${unexplained.route} has no reason. Say why it is opened.`);
  return entries;
}

/**
 * The acknowledgements that were written since: those of an earlier widening, which may have been taken back, do not
 * cover it when it comes again.
 */
export function writtenSince(
  before: readonly Acknowledgement[],
  after: readonly Acknowledgement[],
): readonly Acknowledgement[] {
  const known = before.map((entry) => JSON.stringify(entry));
  return after.filter((entry) => {
    const index = known.indexOf(JSON.stringify(entry));
    if (index === -1) return true;
    // Counted off: the same words for the same widening may be written again.
    known.splice(index, 1);
    return false;
  });
}

/**
 * Whether a change waits for an acknowledgement: an existing route lets in a caller that it did not, or a new one asks for no
 * role and no scope. A new route that asks for one opens nothing that was closed.
 */
export function isWidening({ before, after, gains }: Change): boolean {
  return gains.length > 0 && (before !== undefined || after?.access.kind !== 'restricted');
}

/** The acknowledgement that covers a change: the route is open to no caller beyond those it names. */
export function findAcknowledgement(
  { route, after }: Change,
  acknowledgements: readonly Acknowledgement[],
): Acknowledgement | undefined {
  return acknowledgements.find(
    ({ opensTo: declaration, isAccountChecked, ...entry }) =>
      entry.route === route && findGains({ declaration, isAccountChecked }, accessOf(after)).length === 0,
  );
}

/** What would acknowledge a change. */
export function acknowledge({ route, after }: Change, reason: string): Acknowledgement {
  if (!after) throw new TypeError(`${route} is gone: there is nothing to acknowledge.`);
  return { route, opensTo: after.access, isAccountChecked: after.isAccountChecked, reason };
}
