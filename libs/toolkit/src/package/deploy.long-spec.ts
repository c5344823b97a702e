import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetProvisionedConcurrencyConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startTestCloud, type TestCloud } from '@lambda-nest/local/testing';
import { waitFor } from '@lambda-nest/local/testing';
import { startIssuer, type Issuer } from '@lambda-nest/testing';
import { runScript } from './run-script.ts';
import { writeStamp } from './stamp.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import { copyStackSources } from './stack-sources.ts';
import { writeZip } from './write-zip.ts';

// A command of osls takes seconds, and many of them on a machine that is busy.
jest.setTimeout(600_000);

const OSLS = resolve('node_modules/serverless/bin/serverless.js');

let folder: string;
let issuer: Issuer;
let cloud: TestCloud;
let address: string;
/** Actions that were asked of the local AWS, by deployments and by CloudFormation for them. */
const actions = new Set<string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  copyStackSources(folder);
  for (const name of ['one', 'two']) makeZip(name);
  makeZip('open', { isOpen: true });
  issuer = await startIssuer();
  cloud = await startTestCloud({
    defaultRegion: 'eu-west-1',
    onAction: (action) => actions.add(action),
    identities: [{ ...issuer, issuer: 'https://securetoken.google.com/demo-local' }],
    parameters: { '/lambda-nest-api/dev/firebase-app-api-key': 'local' },
    // Of a canary.
    minuteMs: 500,
  });
});

afterAll(async () => {
  await cloud.remove();
  await issuer.close();
  rmSync(folder, { recursive: true });
});

/** A function that replies with its name; also, when it is open, to callers whom its declarations keep out. */
function makeZip(name: string, { isOpen = false } = {}): void {
  const content = mkdtempSync(join(folder, 'content-'));
  const guarded = readExpectedRoutes()
    .filter(({ gateway }) => gateway.authorizer)
    .map(({ path }) => path.replaceAll(/\{\w+\}/g, '[^/]+'));
  const status = isOpen
    ? '200'
    : `new RegExp(${JSON.stringify(`(?:${guarded.join('|')})$`)}).test(rawPath) ? 401 : 200`;
  writeFileSync(
    join(content, 'lambda.mjs'),
    `export const handler = async ({ rawPath }) => ({ statusCode: ${status}, body: '${name}' });`,
  );
  writeStamp(content);
  writeZip(content, join(folder, `${name}.zip`));
}

const run = (command: string, ...args: readonly string[]): Promise<string> =>
  // No credentials: a laptop that has none.
  runScript([OSLS, ...command.split(' '), ...args], folder, {
    PATH: process.env['PATH'],
    HOME: folder,
    AWS_ENDPOINT_URL: cloud.url,
  });
const deploy = (zip: string, ...parameters: readonly string[]): Promise<string> => {
  const given = ['firebaseProject=demo-local', `artifact=${zip}.zip`, ...parameters];
  return run('deploy', ...given.flatMap((parameter) => ['--param', parameter]));
};

const reply = async (): Promise<string> => {
  const response = await fetch(`${address}/v1/manage/hc`);
  return `${response.status} ${await response.text()}`;
};
const describeStack = async (): Promise<Stack> => {
  const client = new CloudFormationClient(cloud.client);
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: 'lambda-nest-api-dev' }));
  return Stacks[0] as Stack;
};
/** What the check of a version has logged. */
const checked = async (): Promise<string> => {
  const { events = [] } = await new CloudWatchLogsClient(cloud.client).send(
    new FilterLogEventsCommand({ logGroupName: '/aws/lambda/lambda-nest-api-dev-release-check' }),
  );
  return events.map(({ message }) => message).join('\n');
};
const buckets = (): S3Client => new S3Client({ ...cloud.client, forcePathStyle: true });
/** Timestamps of what was put up, as `serverless deploy list` shows them. */
const deployments = async (): Promise<string[]> => {
  const { Buckets = [] } = await buckets().send(new ListBucketsCommand({}));
  const { Contents = [] } = await buckets().send(
    new ListObjectsV2Command({ Bucket: Buckets[0]?.Name ?? '' }),
  );
  return [...new Set(Contents.map(({ Key = '' }) => /\/dev\/(\d+)-/.exec(Key)?.[1] ?? ''))];
};

/** Actions of a policy: every text that looks like one. */
function readAllowed(template: string): ReadonlySet<string> {
  return new Set(
    [...template.matchAll(/(?<=[\s[,])([a-z0-9]+:[A-Z]\w+)(?=[\s\],])/g)].map(([, action = '']) => action),
  );
}

/** API Gateway's policies name HTTP methods. */
function toIam(action: string): string {
  const [service = '', operation = ''] = action.split(':');
  if (service !== 'apigateway') return action;
  const methods = {
    Create: 'POST',
    Delete: 'DELETE',
    Update: 'PATCH',
    Get: 'GET',
    Tag: 'POST',
    Untag: 'DELETE',
  };
  const [, verb = ''] = /^(Create|Delete|Update|Get|Tag|Untag)/.exec(operation) ?? [];
  return `apigateway:${methods[verb as keyof typeof methods]}`;
}

describe('serverless, on the local AWS', () => {
  it('deploys, and tells an address that replies', async () => {
    await deploy('one');
    const { StackStatus, Outputs } = await describeStack();
    expect(StackStatus).toBe('UPDATE_COMPLETE');
    address = Outputs?.find(({ OutputKey }) => OutputKey === 'HttpApiUrl')?.OutputValue ?? '';
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/\w+\/mvp$/);
    expect(await reply()).toBe('200 one');
    expect((await fetch(`${address}/v1/users/whoami`)).status).toBe(401);
  });

  it('deploys nothing when nothing changed', async () => {
    const before = await deployments();
    await deploy('one');
    expect(await deployments()).toEqual(before);
  });

  it('rolls back what AWS rejects in the middle, and says what', async () => {
    const file = join(folder, 'serverless.yml');
    const before = readFileSync(file, 'utf8');
    // No check beforehand knows that it is no pattern.
    writeFileSync(
      join(folder, 'rejected.yml'),
      `Resources:
  Rejected:
    Type: AWS::Logs::MetricFilter
    DependsOn: ApiLambdaAliasLive
    Properties:
      LogGroupName: !Ref ApiLogGroup
      FilterPattern: '{ $.level = '
      MetricTransformations: [{ MetricName: x, MetricNamespace: x, MetricValue: '1' }]
`,
    );
    appendFileSync(file, '  - ${file(rejected.yml)}\n');
    await expect(deploy('two')).rejects.toThrow('CREATE_FAILED: Rejected (AWS::Logs::MetricFilter)');
    writeFileSync(file, before);
    expect((await describeStack()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await reply()).toBe('200 one');
  });

  it('gives no request to a version that lets in whom its declarations keep out', async () => {
    await expect(deploy('open')).rejects.toThrow(
      'The hook function lambda-nest-api-dev-release-check of BeforeAllowTraffic reported a failure.',
    );
    expect(await reply()).toBe('200 one');
    expect(await checked()).toContain(
      'GET /v1/users/whoami without a token has the status 200. Expected: 401.',
    );
  });

  it('takes what was rolled back once more, goes back by timestamp, and on again', async () => {
    await deploy('two');
    expect(await reply()).toBe('200 two');
    const [first = ''] = await deployments();
    await run('rollback', '--timestamp', first);
    expect(await reply()).toBe('200 one');
    await deploy('two');
    expect(await reply()).toBe('200 two');
  });

  it('holds environments ready while a canary moves the alias, and limits a route that a parameter names', async () => {
    await deploy(
      'one',
      'release=canary',
      'releaseMinutes=1',
      'provisionedConcurrency=1',
      'signInTable=on',
      'watch=on',
      'routeThrottles=GET /v1/manage/hc=1/1',
    );
    expect(await waitFor(async () => ((await reply()) === '200 one' ? 'moved' : undefined))).toBe('moved');
    expect(
      await new LambdaClient(cloud.client).send(
        new GetProvisionedConcurrencyConfigCommand({
          FunctionName: 'lambda-nest-api-dev-api',
          Qualifier: 'live',
        }),
      ),
    ).toMatchObject({ Status: 'READY', AllocatedProvisionedConcurrentExecutions: 1 });
    const replies = await Promise.all(Array.from({ length: 9 }, () => reply()));
    expect(replies.filter((text) => text.startsWith('429')).length).toBeGreaterThan(3);
    expect((await fetch(`${address}/v1/openapi.json`)).status).toBe(200);
  });

  it('rejects a limit of what is no route, before anything is made', async () => {
    await expect(deploy('two', 'routeThrottles=GET /v1/managed=1/1')).rejects.toThrow(
      'routeThrottles limits GET /v1/managed, which is no route.',
    );
  });

  it('removes everything but the log groups', async () => {
    await run('remove');
    expect((await fetch(`${address}/v1/manage/hc`)).status).toBe(404);
    const { logGroups = [] } = await new CloudWatchLogsClient(cloud.client).send(
      new DescribeLogGroupsCommand({}),
    );
    expect(logGroups.map(({ logGroupName }) => logGroupName)).toEqual([
      '/aws/lambda/lambda-nest-api-dev-api',
      '/aws/lambda/lambda-nest-api-dev-release-check',
      '/aws/vendedlogs/http-api/lambda-nest-api-dev',
    ]);
    expect((await buckets().send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });

  it('has called nothing that the role of a release may not do', () => {
    const allowed = readAllowed(readFileSync('infra/release-role.yml', 'utf8'));
    // What this spec itself asks, and the repository of images that serverless looks for when it removes a service.
    const own = new Set(['logs:DescribeLogGroups', 'ecr:DescribeRepositories']);
    expect(actions.size).toBeGreaterThan(50);
    expect([...actions].filter((action) => !own.has(action) && !allowed.has(toIam(action)))).toEqual([]);
  });
});
