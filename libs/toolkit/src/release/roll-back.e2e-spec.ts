import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import {
  CloudFormationClient,
  ListStackResourcesCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DeleteAliasCommand, GetAliasCommand, GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stacksOf } from '@lambda-nest/local/testing';
import { releaseTemplate } from '../../../../workbench/stacks/release-template.ts';
import { startTestCloud, type TestCloud } from '@lambda-nest/local/testing';
import { waitFor } from '@lambda-nest/local/testing';
import type { Probe } from './check/probe.ts';
import { fetchArtifact } from './fetch-artifact.ts';
import { findStage, type DeployedStage } from './find-stage.ts';
import { rollBackStage } from './roll-back-stage.ts';
import { smokeStage } from './smoke-stage.ts';

jest.setTimeout(60_000);

const NAME = 'shop-dev';
const AT_ONCE = { routing: { Type: 'AllAtOnce' } };

/** A stack whose names are those that ours has. */
const template = (options: Parameters<typeof releaseTemplate>[0]) => {
  const { Resources, Outputs } = releaseTemplate(options);
  Object.assign(Resources.Application.Properties, { ApplicationName: NAME });
  Object.assign(Resources.Group.Properties, { DeploymentGroupName: 'api' });
  return { Resources, Outputs: { HttpApiUrl: Outputs.Url } };
};

let cloud: TestCloud;
let clients: { cloudFormation: CloudFormationClient; lambda: LambdaClient; codeDeploy: CodeDeployClient };
let stage: DeployedStage;
beforeAll(async () => {
  cloud = await startTestCloud({ minuteMs: 60_000 });
  clients = {
    cloudFormation: new CloudFormationClient(cloud.client),
    lambda: new LambdaClient(cloud.client),
    codeDeploy: new CodeDeployClient(cloud.client),
  };
  await stacksOf(cloud).deploy(NAME, template(AT_ONCE));
  await stacksOf(cloud).deploy(NAME, template({ ...AT_ONCE, reply: 'two', version: '2' }));
  const place = { stackName: NAME, region: 'eu-west-1' };
  stage = await findStage(place, clients.cloudFormation);
});
afterAll(() => cloud.remove());

const alias = () => clients.lambda.send(new GetAliasCommand({ FunctionName: NAME, Name: 'live' }));

describe('findStage', () => {
  it('finds address, function and alias', () => {
    expect(stage).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/\w+\/mvp$/) as unknown,
      functionName: NAME,
      alias: 'live',
      others: [],
    });
  });

  it('names the other functions behind the API, whichever the stack lists first', async () => {
    const aliasOf = (LogicalResourceId: string, name: string) => ({
      LogicalResourceId,
      ResourceType: 'AWS::Lambda::Alias',
      PhysicalResourceId: `arn:aws:lambda:eu-west-1:123456789012:function:${name}:live`,
    });
    const send = (command: object): Promise<object> =>
      Promise.resolve(
        command instanceof ListStackResourcesCommand
          ? {
              StackResourceSummaries: [
                aliasOf('OrdersLambdaAliasLive', 'shop-dev-orders'),
                aliasOf('ApiLambdaAliasLive', NAME),
              ],
            }
          : { Stacks: [{ Outputs: [{ OutputKey: 'HttpApiUrl', OutputValue: 'https://shop.example' }] }] },
      );
    const client = { send } as unknown as Pick<CloudFormationClient, 'send'>;
    expect(await findStage({ stackName: NAME, region: 'eu-west-1' }, client)).toEqual({
      url: 'https://shop.example',
      functionName: NAME,
      alias: 'live',
      others: [{ name: 'orders', functionName: 'shop-dev-orders', alias: 'live' }],
    });
  });

  it('says so when there is no such stack', async () => {
    const place = { stackName: 'shop-nowhere', region: 'eu-west-1' };
    await expect(findStage(place, new CloudFormationClient(cloud.client))).rejects.toThrow(
      'There is no stack shop-nowhere in eu-west-1. Check --stage and --region, or deploy it: npm run deploy.',
    );
  });
});

describe('rollBackStage', () => {
  it('goes to the version before, and to one that is named', async () => {
    expect(await rollBackStage(stage, { stackName: NAME }, clients)).toMatch(
      /^live of shop-dev: version 2 → 1, published \d{4}-/,
    );
    expect((await alias()).FunctionVersion).toBe('1');
    await rollBackStage(stage, { stackName: NAME, to: '2' }, clients);
    expect((await alias()).FunctionVersion).toBe('2');
  });

  it('says so when there is nothing to go back to', async () => {
    await expect(rollBackStage(stage, { stackName: NAME, to: '9' }, clients)).rejects.toThrow(
      'shop-dev has no version 9. It has 1, 2.',
    );
    await rollBackStage(stage, { stackName: NAME }, clients);
    await expect(rollBackStage(stage, { stackName: NAME }, clients)).rejects.toThrow(
      'shop-dev has no version before 1. Deploy an earlier commit.',
    );
  });

  it('makes an alias again that was deleted, with the permission of the gateway, at the version that is named', async () => {
    const policy = async (): Promise<unknown> => {
      const named = { FunctionName: NAME, Qualifier: 'live' };
      return JSON.parse((await clients.lambda.send(new GetPolicyCommand(named))).Policy ?? '');
    };
    const before = await policy();
    await clients.lambda.send(new DeleteAliasCommand({ FunctionName: NAME, Name: 'live' }));
    expect((await fetch(`${stage.url}/v1/x`)).status).toBe(500);
    await expect(rollBackStage(stage, { stackName: NAME }, clients)).rejects.toThrow(
      "shop-dev has no alias live: it was deleted. Say with --to at which version it is made again: 1, 2; or which moment's.",
    );
    expect(await rollBackStage(stage, { stackName: NAME, to: '2' }, clients)).toMatch(
      /^live of shop-dev: made again at version 2, published \d{4}-/,
    );
    expect(await policy()).toEqual(before);
    const response = await fetch(`${stage.url}/v1/x`);
    expect([response.status, await response.text()]).toEqual([200, 'two']);
    await rollBackStage(stage, { stackName: NAME, to: '1' }, clients);
  });

  it('stops the release that is under way, and leaves no share of it', async () => {
    await rollBackStage(stage, { stackName: NAME, to: '2' }, clients);
    await stacksOf(cloud).client.send(
      new UpdateStackCommand({
        StackName: NAME,
        TemplateBody: JSON.stringify(template({ reply: 'three', version: '3' })),
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
    await waitFor(async () => (await alias()).RoutingConfig);
    await expect(rollBackStage(stage, { stackName: NAME, to: 'before' }, clients)).rejects.toThrow(
      '--to before is neither a version nor a moment with its time zone',
    );
    expect((await alias()).RoutingConfig).toBeDefined();
    expect(await rollBackStage(stage, { stackName: NAME }, clients)).toMatch(
      /^Stopped d-\w{9}: live is where it was before\.$/,
    );
    const { FunctionVersion, RoutingConfig } = await alias();
    expect([FunctionVersion, RoutingConfig]).toEqual(['2', undefined]);
    expect((await stacksOf(cloud).settle(NAME)).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});

describe('fetchArtifact', () => {
  it('has what the alias serves, byte by byte', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'artifact-'));
    const file = join(folder, 'new', 'api.zip');
    expect(await fetchArtifact(stage, file, clients.lambda)).toEqual({ version: '2' });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    rmSync(folder, { recursive: true });
  });
});

describe('smokeStage', () => {
  const probe = (expected: number): Probe => ({
    name: 'GET /v1/x without a token',
    method: 'GET',
    path: '/v1/x',
    isAllowed: (status) => status === expected,
    expected: String(expected),
  });

  it('finds nothing in a stage that does as it declares, and says what another does', async () => {
    expect(await smokeStage(stage.url, [probe(200)])).toEqual([]);
    expect(await smokeStage(stage.url, [probe(401)])).toEqual([
      'GET /v1/x without a token has the status 200. Expected: 401.',
    ]);
  });

  it('sends headers with each request', async () => {
    const seen: unknown[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers['x-origin-secret']);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await smokeStage(url, [probe(200), probe(200)], { 'x-origin-secret': 'secret' });
    expect(seen).toEqual(['secret', 'secret']);
    server.closeAllConnections();
    server.close();
  });

  it('says so when there is no reply', async () => {
    expect(await smokeStage('http://127.0.0.1:1', [probe(200)])).toEqual([
      expect.stringMatching(/^GET \/v1\/x without a token has no reply \(.*ECONNREFUSED.*\)\.$/),
    ]);
  });
});
