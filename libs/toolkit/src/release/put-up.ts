import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { loadFunctionsOfApi } from '../function/list-functions.ts';
import { loadFunction } from '../function/load-function.ts';
import type { Stamp } from '../package/stamp.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { findStage } from './find-stage.ts';
import { probesOfStage } from './probes-of-stage.ts';
import { runServerless } from './run-serverless.ts';
import { smokeStage } from './smoke-stage.ts';
import type { StageCall } from './stage-command.ts';

/** One line that tells what a zip was made of. */
export function describeStamp({ commit, contract, architecture, node }: Stamp): string {
  return `${commit === null ? 'no commit' : `commit ${commit.slice(0, 12)}`}, contract ${contract.slice(0, 12)}, ${architecture}, Node ${node}`;
}

/**
 * Puts a stage up by `serverless deploy`, and sends it the probes of its declarations.
 *
 * @param artifact the zip, when it is there already
 * @throws Error that says what keeps it from being served; of a version that its check rejected, with what the check found
 */
export async function putUp(
  { stage, place, values, rest, clients }: StageCall,
  artifact?: string,
): Promise<void> {
  const since = Date.now();
  const region = values['region'] === undefined ? [] : ['--region', values['region']];
  const zip = artifact === undefined ? [] : ['--param', `artifact=${artifact}`];
  if (!(await runServerless(['deploy', '--stage', stage, ...region, ...rest, ...zip]))) {
    const found = await readChecks(place, since, 'ERROR');
    throw new Error(['The stage was not deployed.', ...found].join('\n'));
  }
  for (const line of await readChecks(place, since, 'INFO')) console.log(line);
  await smoke({ stage, place, values, rest, clients });
}

/** Sends a stage the probes of its declarations. Throws Error with what it does otherwise. */
export async function smoke({ place, clients }: StageCall): Promise<void> {
  const deployed = await findStage(place, clients.cloudFormation);
  const { contract } = await loadFunction();
  const { probes, headers } = await probesOfStage(deployed, readExpectedRoutes(), contract, clients.lambda);
  const problems = await smokeStage(deployed.url, probes, headers);
  if (problems.length > 0)
    throw new Error(`${deployed.url} is not as declared:\n${problems.map((one) => `  ${one}`).join('\n')}`);
  console.log(`smoke: ${probes.length} requests to ${deployed.url}, all as declared`);
}

/** What the functions that check versions have said since a moment, and of which function; nothing where there are none. */
async function readChecks(
  { stackName, region }: StageCall['place'],
  since: number,
  level: 'ERROR' | 'INFO',
): Promise<readonly string[]> {
  const functions = await loadFunctionsOfApi(await loadFunction());
  const client = new CloudWatchLogsClient({ region });
  const found = functions.map(async ({ name }, index) => {
    const group = `/aws/lambda/${stackName}-release-check${index === 0 ? '' : `-${name}`}`;
    const version = functions.length === 1 ? 'the version' : `the version of ${name}`;
    const lines = await readLines(group, { since, level }, client);
    return lines.map((line) => `The check of ${version} says: ${line}`);
  });
  return (await Promise.all(found)).flat();
}

async function readLines(
  logGroupName: string,
  { since: startTime, level }: Readonly<{ since: number; level: string }>,
  client: CloudWatchLogsClient,
): Promise<readonly string[]> {
  const { events = [] } = await client
    .send(new FilterLogEventsCommand({ logGroupName, startTime, filterPattern: `{ $.level = "${level}" }` }))
    .catch((error: Error) => {
      if (error.name === 'ResourceNotFoundException') return { events: [] };
      throw error;
    });
  return events.map(({ message = '' }) => String((JSON.parse(message) as { message?: unknown }).message));
}
