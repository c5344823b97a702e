/** The release line of Lambda's `nodejs24.x`, which bundles are made for. */
const MAJOR = 24;

/**
 * Ends the start under an older Node with a sentence, before a dependency fails on something that is missing there.
 *
 * @param version of the running Node, e.g. `24.1.0`
 */
export function assertNode(version: string): void {
  if (Number.parseInt(version, 10) >= MAJOR) return;
  throw new Error(
    `This function was built for Node ${MAJOR} and is run by Node ${version}. Set its runtime to nodejs${MAJOR}.x.`,
  );
}
