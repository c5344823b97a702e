import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteAliasCommand, GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { waitFor } from '@lambda-nest/local/testing';
import { readCommands } from '../guide/read-commands.ts';
import { runShell } from '../guide/run-shell.ts';
import { startRehearsal, type Rehearsal } from './rehearsal.ts';

// Three deployments, each of them longer on a machine that is busy, and a dozen commands.
jest.setTimeout(1_200_000);

const ALIAS = { FunctionName: 'lambda-nest-api-dev-api', Name: 'live' };
const commands = readCommands(readFileSync('infra/RUNBOOK.md', 'utf8')).map((line) =>
  line.replace(/\s+#.*$/, ''),
);

/** The AWS CLI of this machine, by its name and version; it does not come with npm. */
const [cli] = (spawnSync('aws', ['--version'], { encoding: 'utf8' }).stdout ?? '').split(' ');

let rehearsal: Rehearsal;
let requestId = '';
let bin: string;
beforeAll(async () => {
  rehearsal = await startRehearsal(process.cwd());
  bin = join(rehearsal.root, 'bin');
  await mkdir(bin);
  const script = `#!/bin/sh\nexec '${process.execPath}' '${resolve('workbench/rehearse-cloud/aws.ts')}' "$@"\n`;
  if (!cli) await writeFile(join(bin, 'aws'), script, { mode: 0o755 });
  // As infra/README.md has a team say it, for commands to be short.
  await rehearsal.edit(
    'infra/parameters/dev.yml',
    "watch: 'off'",
    "watch: 'on'\nfirebaseProject: demo-local",
  );
  const { url } = await rehearsal.deploy('dev');
  await rehearsal.deploy('dev', '--param', 'artifact=dist/api.zip', '--param', 'logLevel=info');
  const response = await fetch(`${url}/v1/users/whoami`);
  requestId = response.headers.get('apigw-requestid') ?? '';
});
afterAll(() => rehearsal?.remove());

/** What has to happen before a command makes sense, by a part of it. */
const BEFORE: Readonly<Record<string, () => Promise<unknown>>> = {
  // One operator deletes the alias, and another deploys.
  '--to <version>': async () => {
    await new LambdaClient(rehearsal.client).send(new DeleteAliasCommand(ALIAS));
    const deploying = rehearsal.deploy('dev', '--param', 'artifact=dist/api.zip', '--param', 'logLevel=warn');
    await expect(deploying).rejects.toThrow(/Cannot find alias/);
  },
};

/** What stands in pointed brackets. */
const placeholders = (): Readonly<Record<string, string>> => ({
  service: 'lambda-nest-api',
  zip: 'dist/api.zip',
  version: '1',
  requestId,
});

const type = (command: string) => {
  const typed = command.replaceAll(/<(\w+)>/g, (whole, name: string) => placeholders()[name] ?? whole);
  return runShell(typed, {
    folder: rehearsal.root,
    variables: {
      PATH: `${bin}:${process.env['PATH']}`,
      STAGE: 'dev',
      AWS_ENDPOINT_URL: rehearsal.endpoint,
      AWS_REGION: 'eu-west-1',
      // The AWS CLI of version 1 reads this one alone.
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
};

describe(`the commands of the runbook, by ${cli || 'what stands in for the AWS CLI'}`, () => {
  it('are many', () => {
    expect(commands.length).toBeGreaterThan(15);
  });

  // In the order of the runbook: later ones may need what earlier ones did.
  it.each(commands)('%s', async (command) => {
    for (const [part, prepare] of Object.entries(BEFORE)) if (command.includes(part)) await prepare();
    const { code, output } = await type(command);
    if (code !== 0) throw new Error(`It ended with ${String(code)}:\n${output}`);
    if (command.includes('<requestId>')) expect(output).toContain('whoami');
  });

  it('leave a stack that can be updated, and a stage that replies, with its alias', async () => {
    const cloudFormation = new CloudFormationClient(rehearsal.client);
    const statusOf = async (): Promise<string | undefined> =>
      (await cloudFormation.send(new DescribeStacksCommand({ StackName: 'lambda-nest-api-dev' }))).Stacks?.[0]
        ?.StackStatus;
    expect(await waitFor(async () => /COMPLETE$/.exec((await statusOf()) ?? '')?.input)).toBe(
      'UPDATE_ROLLBACK_COMPLETE',
    );
    const { FunctionVersion } = await new LambdaClient(rehearsal.client).send(new GetAliasCommand(ALIAS));
    // The rollback that CloudFormation continued put it where the stack has it.
    expect(FunctionVersion).toBe('2');
    expect((await type('npm run smoke -- --stage $STAGE')).output).toContain('all as declared');
  });
});
