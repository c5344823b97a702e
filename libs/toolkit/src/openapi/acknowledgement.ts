/** A developer's word that a change which may break clients is meant. */
export type Acknowledgement = Readonly<{
  /** As `npm run document` names it. */
  change: string;
  /** Why, and what clients do about it; for the reviewer. */
  reason: string;
}>;

/** In the folder of what was released. */
export const ACKNOWLEDGED_FILE = 'acknowledged.json';

/** The acknowledgements in the text of their file. Throws for one without a reason. */
export function parseAcknowledgements(text: string): readonly Acknowledgement[] {
  const entries = JSON.parse(text) as readonly Acknowledgement[];
  const unexplained = entries.find(({ reason }) => !reason?.trim());
  if (unexplained) throw new TypeError(`${ACKNOWLEDGED_FILE}: ${unexplained.change} has no reason. Say why.`);
  return entries;
}

/** The changes that were not acknowledged, and the acknowledgements of changes that there are not (any more). */
export function compareWith(
  acknowledgements: readonly Acknowledgement[],
  changes: readonly string[],
): { open: readonly string[]; stale: readonly string[] } {
  const acknowledged = acknowledgements.map(({ change }) => change);
  return {
    open: changes.filter((change) => !acknowledged.includes(change)),
    stale: acknowledged.filter((change) => !changes.includes(change)),
  };
}
