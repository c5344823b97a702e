import { paginateListVersionsByFunction, type LambdaClient } from '@aws-sdk/client-lambda';

/** A version of a function as Lambda lists it. */
export type PublishedVersion = Readonly<{
  number: number;
  /** When, as Lambda writes it: `2026-11-30T09:00:00.000+0000`. */
  published: string;
}>;

export async function listVersions(
  FunctionName: string,
  client: LambdaClient,
): Promise<readonly PublishedVersion[]> {
  const versions: PublishedVersion[] = [];
  for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName })) {
    for (const { Version: number, LastModified = '' } of Versions)
      if (number !== '$LATEST') versions.push({ number: Number(number), published: LastModified });
  }
  return versions;
}

/** The version with the highest number among those of which something holds. */
export function newest(
  versions: readonly PublishedVersion[],
  holds: (version: PublishedVersion) => boolean,
): PublishedVersion | undefined {
  return versions.filter(holds).sort((one, other) => other.number - one.number)[0];
}
