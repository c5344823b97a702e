import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { readStamp, type Stamp } from '../package/stamp.ts';
import { fetchArtifact } from './fetch-artifact.ts';
import type { DeployedStage } from './find-stage.ts';

/** The zips that a stage serves. */
export type FetchedArtifacts = Readonly<{
  /** That of the function which describes the API; the others lie beside it, each called as its function. */
  artifact: string;
  stamp: Stamp;
  /** For people: each function and its version. */
  versions: string;
}>;

type Fetched = Readonly<{ functionName: string; version: string; stamp: Stamp }>;

/**
 * Puts the zip of each function of a stage into a folder, which has nothing else then.
 *
 * @throws Error in a sentence when one was not packaged here, or they were not packaged together
 */
export async function fetchArtifacts(
  stage: DeployedStage,
  folder: string,
  lambda: Pick<LambdaClient, 'send'>,
): Promise<FetchedArtifacts> {
  rmSync(folder, { recursive: true, force: true });
  const artifact = join(folder, 'api.zip');
  const fetch = async (one: Parameters<typeof fetchArtifact>[0], file: string): Promise<Fetched> => {
    const { functionName } = one;
    const { version } = await fetchArtifact(one, file, lambda);
    const stamp = readStamp(file);
    if (stamp) return { functionName, version, stamp };
    throw new Error(
      `What ${functionName} runs was not packaged here: it has no stamp. Deploy its stage again first.`,
    );
  };
  const own = await fetch(stage, artifact);
  const fetched = [own];
  for (const other of stage.others) fetched.push(await fetch(other, join(folder, `${other.name}.zip`)));
  assertPackagedTogether(fetched);
  const versions = fetched.map(({ functionName, version }) => `${functionName} ${version}`).join(', ');
  return { artifact, stamp: own.stamp, versions };
}

/** After a rollback or a deployment of a part, a stage runs what no one commit has. */
function assertPackagedTogether(fetched: readonly Fetched[]): void {
  const madeOf = ({ stamp: { commit, architecture } }: Fetched): string =>
    `${commit === null ? 'no commit' : `commit ${commit.slice(0, 12)}`} for ${architecture}`;
  if (new Set(fetched.map(madeOf)).size <= 1) return;
  const list = fetched.map((one) => `  ${one.functionName} ${one.version}: ${madeOf(one)}`);
  throw new Error(
    `The functions of the stage were not packaged together:\n${list.join('\n')}\nDeploy one commit to that stage first.`,
  );
}
