import { newest, type PublishedVersion } from './list-versions.ts';

/** A function behind the gateway, the version that its alias stands for, and all that there are. */
export type VersionedFunction = Readonly<{
  functionName: string;
  current: number;
  versions: readonly PublishedVersion[];
}>;

/** The versions that were deployed together: of each function the one that served when a deployment had ended. */
export type DeployedTogether = Readonly<{
  /** When that deployment ended, in milliseconds since 1970. */
  ended: number;
  /** By the names of the functions; nothing of one that was not there yet. */
  versions: ReadonlyMap<string, PublishedVersion>;
}>;

/**
 * Chooses the versions to go back to: those of the latest deployment, before a moment if one is named, that ended well and had earlier
 * ones. A deployment publishes a version of what it changes alone, so of each function it is the last one that was published by then.
 *
 * @param deployments when they ended, the latest first
 * @param until in milliseconds since 1970: what served then, later versions than those that serve now included
 * @returns nothing where CloudFormation remembers no such deployment
 */
export async function chooseVersions(
  functions: readonly VersionedFunction[],
  deployments: AsyncIterable<number>,
  until?: number,
): Promise<DeployedTogether | undefined> {
  for await (const ended of deployments) {
    if (until !== undefined && ended > until) continue;
    const found = functions.map((one) => {
      const old = newest(one.versions, ({ published }) => Date.parse(published) <= ended);
      return { ...one, old, moved: old === undefined ? 0 : old.number - one.current };
    });
    const isEarlier = found.every(({ moved }) => moved <= 0) && found.some(({ moved }) => moved < 0);
    if (until === undefined && !isEarlier) continue;
    const versions = new Map(
      found.flatMap(({ functionName, old }) => (old ? [[functionName, old] as const] : [])),
    );
    if (versions.size > 0) return { ended, versions };
  }
  return undefined;
}
