import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  CreateStackCommand,
  DeleteStackCommand,
  UpdateStackCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { outputsOf, stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { waitFor } from '../../src/testing/wait-for.ts';

jest.setTimeout(120_000);

const PROGRAM = fileURLToPath(new URL('./run-cloud-process.ts', import.meta.url));
const STEP_MS = 250;
const NAME = 'killed';
/** Of each operation; a start takes its time. */
const MAX_KILLS = 3;

let folder: string;
let child: ChildProcess;
let url = '';
let stacks: Stacks;
const client = () => ({
  endpoint: url,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

/** Starts it on the port it had before, if any: clients and stacks know it by its address. */
async function start(): Promise<void> {
  const port = url === '' ? '0' : new URL(url).port;
  child = spawn(process.execPath, [PROGRAM, folder, port, String(STEP_MS)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [url] = (await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line')) as [string];
  stacks = stacksOf({ client: client() });
}

async function kill(): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const input = (template: object) => ({
  StackName: NAME,
  TemplateBody: JSON.stringify(template),
  Capabilities: ['CAPABILITY_NAMED_IAM' as const],
});

/** Lets an operation come to its end while the cloud is killed and started again, each time after some more events. */
async function killOverAndOver(StackId: string): Promise<{ stack: Stack; kills: number }> {
  let kills = 0;
  for (;;) {
    const seen = (await stacks.events(StackId)).length;
    await waitFor(async () => {
      const [stack, events] = await Promise.all([stacks.describe(StackId), stacks.events(StackId)]);
      return events.length > seen + 4 || !(stack.StackStatus ?? '').endsWith('IN_PROGRESS') || undefined;
    });
    const stack = await stacks.describe(StackId);
    if (!(stack.StackStatus ?? '').endsWith('IN_PROGRESS')) return { stack, kills };
    if (kills === MAX_KILLS) return { stack: await stacks.settle(StackId), kills };
    await kill();
    kills += 1;
    await start();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloud-'));
  await start();
});
afterAll(async () => {
  await kill();
  await rm(folder, { recursive: true });
});

const held = async () => {
  const config = client();
  const [groups, roles, functions] = await Promise.all([
    new CloudWatchLogsClient(config).send(new DescribeLogGroupsCommand({})),
    new IAMClient(config).send(new ListRolesCommand({})),
    new LambdaClient(config).send(new ListFunctionsCommand({})),
  ]);
  return {
    groups: groups.logGroups?.map(({ logGroupName }) => logGroupName),
    roles: roles.Roles?.length,
    functions: functions.Functions?.map(({ FunctionName }) => FunctionName),
  };
};

describe('a cloud that is killed in the middle', () => {
  let StackId = '';
  let address = '';
  const expectHeld = async (): Promise<void> =>
    expect(await held()).toEqual({ groups: [`/aws/lambda/${NAME}`], roles: 1, functions: [NAME] });
  const versions = async (): Promise<(string | undefined)[]> => {
    const { Versions = [] } = await new LambdaClient(client()).send(
      new ListVersionsByFunctionCommand({ FunctionName: NAME }),
    );
    return Versions.map(({ Version }) => Version);
  };

  it('goes on with a creation, and makes nothing twice', async () => {
    ({ StackId = '' } = await stacks.client.send(new CreateStackCommand(input(apiTemplate()))));
    const { stack, kills } = await killOverAndOver(StackId);
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(kills).toBeGreaterThan(0);
    await expectHeld();
    expect(await versions()).toEqual(['$LATEST', '1']);
    address = `${outputsOf(stack)['Url']}/v1/x`;
    expect(await (await fetch(address)).text()).toBe('one');
  });

  it('goes on with an update, and with its rollback', async () => {
    const bad = { Type: 'AWS::Logs::LogGroup', DependsOn: 'Alias', Properties: { RetentionInDays: 8 } };
    const failing = apiTemplate({
      reply: 'two',
      version: '2',
      paths: ['/v1/x', '/v1/y'],
      resources: { Bad: bad },
    });
    await stacks.client.send(new UpdateStackCommand(input(failing)));
    const failed = await killOverAndOver(StackId);
    expect(failed.stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(failed.kills).toBeGreaterThan(0);
    await expectHeld();
    expect(await (await fetch(address)).text()).toBe('one');

    await stacks.client.send(
      new UpdateStackCommand(input(apiTemplate({ reply: 'three', version: '3', paths: ['/v1/y'] }))),
    );
    const updated = await killOverAndOver(StackId);
    expect(updated.stack.StackStatus).toBe('UPDATE_COMPLETE');
    await expectHeld();
    expect(await versions()).toEqual(['$LATEST', '1', '2', '3']);
    expect((await fetch(address)).status).toBe(404);
    expect(await (await fetch(address.replace(/x$/, 'y'))).text()).toBe('three');
  });

  it('goes on with a deletion', async () => {
    await stacks.client.send(new DeleteStackCommand({ StackName: NAME }));
    const { stack, kills } = await killOverAndOver(StackId);
    expect(stack.StackStatus).toBe('DELETE_COMPLETE');
    expect(kills).toBeGreaterThan(0);
    expect(await held()).toEqual({ groups: [], roles: 0, functions: [] });
  });
});
