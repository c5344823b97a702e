import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { GetAliasCommand, UpdateAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { chooseVersions, type VersionedFunction } from './choose-versions.ts';
import type { DeployedStage } from './find-stage.ts';
import { listDeployments } from './list-deployments.ts';
import { listVersions, newest, type PublishedVersion } from './list-versions.ts';
import { restoreAlias } from './restore-alias.ts';
import { stopReleases } from './stop-releases.ts';

type Clients = Readonly<{
  cloudFormation: CloudFormationClient;
  lambda: LambdaClient;
  codeDeploy: CodeDeployClient;
}>;

/** Which stack, and where to: a version of its one function, or a moment. Default: what served before. */
type Wanted = Readonly<{ stackName: string; to?: string | undefined }>;

type Serving = VersionedFunction &
  Readonly<{
    alias: string;
    /** Whether the alias was deleted; the current version is 0 then. */
    isGone: boolean;
  }>;

/** Group of the deployments that move the alias of the function which describes the API; the application has the name of the stack. */
const GROUP = 'api';

/**
 * Has the aliases of a stage go back: stops the releases that are under way, or moves the alias of its one function to the version before,
 * and those of several to the versions that an earlier deployment left. An alias that was deleted is made again, at a version that is named.
 *
 * @returns what was done, a sentence for each function
 * @throws Error in a sentence when there is nothing to go back to
 */
export async function rollBackStage(
  { functionName, alias, others }: DeployedStage,
  { stackName, to }: Wanted,
  clients: Clients,
): Promise<string> {
  const added = others.flatMap((one) => (one.alias === undefined ? [] : [{ ...one, alias: one.alias }]));
  const groups = [GROUP, ...added.map(({ name }) => name)];
  // What cannot be meant is rejected before a release is stopped for it.
  const target = readTarget(to, [functionName, ...added.map((one) => one.functionName)], stackName);
  const stopped = await stopReleases(stackName, groups, clients.codeDeploy);
  if (stopped.length > 0 && target === 'before')
    return `Stopped ${stopped.join(', ')}: ${alias} is where it was before.`;
  const functions = await Promise.all(
    [{ functionName, alias }, ...added].map((one) => readVersions(one, clients.lambda)),
  );
  const targets = await findTargets(functions, target, stackName, clients.cloudFormation);
  const workers = others.filter((one) => one.alias === undefined);
  return [
    ...(await moveAliases(functions, targets, stackName, clients)),
    ...workers.map((one) => `${one.functionName} stays as it was deployed last: a worker has no alias.`),
  ].join('\n');
}

async function readVersions(
  { functionName, alias }: Readonly<{ functionName: string; alias: string }>,
  lambda: LambdaClient,
): Promise<Serving> {
  const { FunctionVersion } = await lambda
    .send(new GetAliasCommand({ FunctionName: functionName, Name: alias }))
    .catch((error: Error) => {
      if (error.name === 'ResourceNotFoundException') return { FunctionVersion: undefined };
      throw error;
    });
  const versions = await listVersions(functionName, lambda);
  const isGone = FunctionVersion === undefined;
  return { functionName, alias, current: Number(FunctionVersion ?? 0), versions, isGone };
}

/** What is gone back to: what served before, a version of the one function, or what a moment had, in milliseconds since 1970. */
type Target = 'before' | Readonly<{ version: number }> | Readonly<{ until: number }>;

/** @param names of the functions behind the gateway */
function readTarget(to: string | undefined, names: readonly string[], stackName: string): Target {
  if (to === undefined) return 'before';
  if (!/^\d+$/.test(to)) return { until: readMoment(to) };
  if (names.length === 1) return { version: Number(to) };
  throw new Error(
    `${stackName} has several functions behind one API (${names.join(', ')}), each with versions of its own. Pass --to a moment, such as ${new Date().toISOString().slice(0, 16)}Z.`,
  );
}

/** The version that each function is to have, by its name. */
async function findTargets(
  functions: readonly Serving[],
  target: Target,
  stackName: string,
  cloudFormation: CloudFormationClient,
): Promise<ReadonlyMap<string, PublishedVersion>> {
  const [only, ...more] = functions;
  const gone = functions.find(({ isGone }) => isGone);
  if (gone && target === 'before') throw new Error(describeGone(gone));
  if (only && target !== 'before' && 'version' in target)
    return new Map([[only.functionName, findNumber(only, target.version)]]);
  if (only && target === 'before' && more.length === 0)
    return new Map([[only.functionName, findBefore(only)]]);
  const until = target !== 'before' && 'until' in target ? target.until : undefined;
  const chosen = await chooseVersions(functions, listDeployments(stackName, cloudFormation), until);
  if (chosen) return chosen.versions;
  const now = functions.map(({ functionName, current }) => `${functionName} ${current}`).join(', ');
  throw new Error(
    until === undefined
      ? `CloudFormation remembers no deployment of ${stackName} before the versions that serve (${now}). Deploy an earlier commit.`
      : `CloudFormation remembers no deployment of ${stackName} that had ended by ${new Date(until).toISOString()}. Deploy an earlier commit.`,
  );
}

function describeGone({ functionName, alias, versions }: Serving): string {
  const known = versions.map(({ number }) => number).join(', ');
  return `${functionName} has no alias ${alias}: it was deleted. Say with --to at which version it is made again: ${known}; or which moment's.`;
}

function findNumber({ functionName, versions }: Serving, to: number): PublishedVersion {
  const found = newest(versions, ({ number }) => number === to);
  if (found) return found;
  const known = versions.map(({ number }) => number).join(', ');
  throw new Error(`${functionName} has no version ${to}. It has ${known}.`);
}

function findBefore({ functionName, current, versions }: Serving): PublishedVersion {
  const found = newest(versions, ({ number }) => number < current);
  if (found) return found;
  throw new Error(`${functionName} has no version before ${current}. Deploy an earlier commit.`);
}

/** Milliseconds since 1970 of a moment with its time zone. */
function readMoment(text: string): number {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d\S*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new Error(
    `--to ${text} is neither a version nor a moment with its time zone, such as 2026-11-30T09:00Z.`,
  );
}

/** Moves each alias to its version, one after the other, and says what it did. */
async function moveAliases(
  functions: readonly Serving[],
  targets: ReadonlyMap<string, PublishedVersion>,
  stackName: string,
  { lambda, cloudFormation }: Pick<Clients, 'lambda' | 'cloudFormation'>,
): Promise<readonly string[]> {
  const done: string[] = [];
  for (const { functionName, alias, current, isGone } of functions) {
    const target = targets.get(functionName);
    if (!target) {
      done.push(`${alias} of ${functionName}: stays at version ${current}; it was not there yet.`);
      continue;
    }
    const { number, published } = target;
    if (isGone) {
      const version = String(number);
      await restoreAlias({ functionName, alias }, { stackName, version }, { lambda, cloudFormation });
      done.push(`${alias} of ${functionName}: made again at version ${number}, published ${published}.`);
      continue;
    }
    await lambda
      .send(
        new UpdateAliasCommand({
          FunctionName: functionName,
          Name: alias,
          FunctionVersion: String(number),
          RoutingConfig: { AdditionalVersionWeights: {} },
        }),
      )
      .catch((error: Error) => {
        const before = done.length === 0 ? [] : ['Before it:', ...done];
        throw new Error(
          [
            `${alias} of ${functionName} was not moved to version ${number}: ${error.message}`,
            ...before,
          ].join('\n'),
          { cause: error },
        );
      });
    done.push(
      number === current
        ? `${alias} of ${functionName}: stays at version ${current}, published ${published}.`
        : `${alias} of ${functionName}: version ${current} → ${number}, published ${published}.`,
    );
  }
  return done;
}
