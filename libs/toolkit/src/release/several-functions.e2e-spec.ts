import { strToU8, zipSync } from 'fflate';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { GetAliasCommand, LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stacksOf, startTestCloud, type TestCloud } from '@lambda-nest/local/testing';
import { readStamp, STAMP_FILE } from '../package/stamp.ts';
import { fetchArtifacts } from './fetch-artifacts.ts';
import { findStage, type DeployedStage } from './find-stage.ts';
import { readDeployedScopes } from './read-deployed-scopes.ts';
import { readVariables } from './read-stage-variables.ts';
import { rollBackStage } from './roll-back-stage.ts';

jest.setTimeout(60_000);

const NAME = 'shop-dev';
const STAMP = { commit: 'a'.repeat(40), contract: 'c', architecture: 'arm64', node: '24.21.0' };

type Options = Readonly<{
  /** Versions of functions behind the gateway, by their names, as osls puts the hash of their code into logical ids. */
  versions: Readonly<Record<string, string>>;
}>;

/** A stack with a function for each version, and a worker, named as osls names them. */
function template({ versions }: Options): object {
  const lambda = (name: string, reply: string): object => ({
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: { 'Fn::Sub': `\${AWS::StackName}-${name}` },
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Code: { ZipFile: `exports.handler = async () => '${reply}';` },
      Environment: { Variables: { ROUTE_SCOPES: `GET /v1/${name}=${name}:read` } },
    },
  });
  const serving = Object.entries(versions).flatMap(([name, version]): [string, object][] => {
    const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}Lambda`;
    const FunctionName = { Ref: `${id}Function` };
    return [
      [`${id}Function`, lambda(name, version)],
      [
        `${id}Version${version}`,
        {
          Type: 'AWS::Lambda::Version',
          DeletionPolicy: 'RetainExceptOnCreate',
          UpdateReplacePolicy: 'Retain',
          Properties: { FunctionName },
        },
      ],
      [
        `${id}AliasLive`,
        {
          Type: 'AWS::Lambda::Alias',
          Properties: {
            Name: 'live',
            FunctionName,
            FunctionVersion: { 'Fn::GetAtt': [`${id}Version${version}`, 'Version'] },
          },
        },
      ],
    ];
  });
  const Principal = { Service: 'lambda.amazonaws.com' };
  return {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
          },
        },
      },
      WorkerLambdaFunction: lambda('worker', 'worker'),
      // Checks versions, and is none of them.
      ReleaseCheck: lambda('release-check', 'check'),
      ...Object.fromEntries(serving),
    },
    Outputs: { HttpApiUrl: { Value: 'https://shop.example' } },
  };
}

let cloud: TestCloud;
let clients: { cloudFormation: CloudFormationClient; lambda: LambdaClient; codeDeploy: CodeDeployClient };
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'several-'));
  cloud = await startTestCloud();
  clients = {
    cloudFormation: new CloudFormationClient(cloud.client),
    lambda: new LambdaClient(cloud.client),
    codeDeploy: new CodeDeployClient(cloud.client),
  };
});
afterAll(async () => {
  await cloud.remove();
  rmSync(folder, { recursive: true });
});

const deploy = async (versions: Options['versions']): Promise<void> => {
  const { StackStatus } = await stacksOf(cloud).deploy(NAME, template({ versions }));
  expect(StackStatus).toMatch(/_COMPLETE$/);
};
const find = (): Promise<DeployedStage> =>
  findStage({ stackName: NAME, region: 'eu-west-1' }, clients.cloudFormation);
const rollBack = async (to?: string): Promise<string> =>
  rollBackStage(await find(), { stackName: NAME, to }, clients);
const serving = async (...names: readonly string[]): Promise<string[]> =>
  Promise.all(
    names.map(async (name) => {
      const named = { FunctionName: `${NAME}-${name}`, Name: 'live' };
      return (await clients.lambda.send(new GetAliasCommand(named))).FunctionVersion ?? '';
    }),
  );

describe('a stage of several functions', () => {
  it('is found with its workers, and without the function that checks versions', async () => {
    await deploy({ api: 'a', orders: 'a' });
    expect(await find()).toEqual({
      url: 'https://shop.example',
      functionName: 'shop-dev-api',
      alias: 'live',
      others: [
        { name: 'orders', functionName: 'shop-dev-orders', alias: 'live' },
        { name: 'worker', functionName: 'shop-dev-worker' },
      ],
    });
  });

  it('has the scopes that operators set for the routes of each function behind the gateway', async () => {
    const stage = await find();
    const variables = await readVariables(stage, clients.lambda);
    expect(await readDeployedScopes(variables, stage.others, clients.lambda)).toBe(
      'GET /v1/api=api:read,GET /v1/orders=orders:read',
    );
  });

  it('says so when no earlier deployment is remembered', async () => {
    await expect(rollBack()).rejects.toThrow(
      'CloudFormation remembers no deployment of shop-dev before the versions that serve (shop-dev-api 1, shop-dev-orders 1). Deploy an earlier commit.',
    );
  });

  it('goes back deployment by deployment, each function to what it had then', async () => {
    await deploy({ api: 'b', orders: 'b' });
    await deploy({ api: 'c', orders: 'b', stock: 'c' });
    const before = new Date().toISOString();
    await deploy({ api: 'd', orders: 'd', stock: 'd' });
    expect(await serving('api', 'orders', 'stock')).toEqual(['4', '3', '2']);

    const said = await rollBack();
    expect(await serving('api', 'orders', 'stock')).toEqual(['3', '2', '1']);
    expect(said.split('\n')).toEqual([
      expect.stringMatching(/^live of shop-dev-api: version 4 → 3, published \d{4}-.*\.$/),
      expect.stringMatching(/^live of shop-dev-orders: version 3 → 2, published /),
      expect.stringMatching(/^live of shop-dev-stock: version 2 → 1, published /),
      'shop-dev-worker stays as it was deployed last: a worker has no alias.',
    ]);

    expect(await rollBack()).toContain('live of shop-dev-stock: stays at version 1; it was not there yet.');
    expect(await serving('api', 'orders', 'stock')).toEqual(['2', '2', '1']);

    await rollBack(before);
    expect(await serving('api', 'orders', 'stock')).toEqual(['3', '2', '1']);
    await rollBack(new Date().toISOString());
    expect(await serving('api', 'orders', 'stock')).toEqual(['4', '3', '2']);
  });

  it.each([
    [
      '3',
      /^shop-dev has several functions behind one API \(shop-dev-api, .*Pass --to a moment, such as \d{4}/,
    ],
    [
      'yesterday',
      /^--to yesterday is neither a version nor a moment with its time zone, such as 2026-11-30T09:00Z\./,
    ],
    ['2026-11-30T09:00', /^--to 2026-11-30T09:00 is neither a version nor a moment with its time zone/],
    [
      '2001-01-01T00:00Z',
      /^CloudFormation remembers no deployment of shop-dev that had ended by 2001-01-01T00:00:00.000Z\./,
    ],
  ])('goes nowhere when it is told %s', async (to, sentence) => {
    await expect(rollBack(to)).rejects.toThrow(sentence);
    expect(await serving('api', 'orders', 'stock')).toEqual(['4', '3', '2']);
  });
});

describe('fetchArtifacts', () => {
  const put = (name: string, stamp: object | undefined): Promise<unknown> =>
    clients.lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName: `${NAME}-${name}`,
        ZipFile: zipSync({
          'index.js': strToU8('exports.handler = async () => 1;'),
          ...(stamp && { [STAMP_FILE]: strToU8(JSON.stringify(stamp)) }),
        }),
        Publish: true,
      }),
    );
  /** As a deployment of new zips leaves them. */
  const deployZips = async (stamps: Readonly<Record<string, object | undefined>>): Promise<DeployedStage> => {
    for (const [name, stamp] of Object.entries(stamps)) await put(name, stamp);
    const { others, ...own } = await find();
    const latest = (one: { alias?: string }): object => (one.alias === undefined ? {} : { alias: '$LATEST' });
    return { ...own, ...latest(own), others: others.map((one) => ({ ...one, ...latest(one) })) };
  };

  it('has the zip of every function, and nothing else in its folder', async () => {
    const target = join(folder, 'promoted');
    mkdirSync(target);
    writeFileSync(join(target, 'gone.zip'), '');
    const stage = await deployZips({ api: STAMP, orders: STAMP, stock: STAMP, worker: STAMP });
    const { artifact, stamp, versions } = await fetchArtifacts(stage, target, clients.lambda);
    expect(readdirSync(target).sort()).toEqual(['api.zip', 'orders.zip', 'stock.zip', 'worker.zip']);
    expect([artifact, stamp]).toEqual([join(target, 'api.zip'), STAMP]);
    expect(versions).toMatch(
      /^shop-dev-api \S+, shop-dev-orders \S+, shop-dev-stock \S+, shop-dev-worker \S+$/,
    );
    expect(readStamp(join(target, 'worker.zip'))).toEqual(STAMP);
  });

  it('rejects a stage whose functions are of several commits, and says which', async () => {
    const stage = await deployZips({ worker: { ...STAMP, commit: 'b'.repeat(40) } });
    await expect(fetchArtifacts(stage, join(folder, 'b'), clients.lambda)).rejects.toThrow(
      /were not packaged together:\n {2}shop-dev-api \S+: commit aaaaaaaaaaaa for arm64\n[^]* {2}shop-dev-worker \S+: commit bbbbbbbbbbbb for arm64\nDeploy one commit to that stage first\.$/,
    );
  });

  it('rejects a function that was not packaged here', async () => {
    const stage = await deployZips({ worker: undefined });
    await expect(fetchArtifacts(stage, join(folder, 'c'), clients.lambda)).rejects.toThrow(
      'What shop-dev-worker runs was not packaged here: it has no stamp. Deploy its stage again first.',
    );
  });
});
