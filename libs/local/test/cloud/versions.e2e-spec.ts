import {
  AddPermissionCommand,
  CreateAliasCommand,
  GetPolicyCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { handlerZip, makeFunctions, type Functions } from './make-function.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

jest.setTimeout(30_000);

let cloud: TestCloud;
let lambda: LambdaClient;
let create: Functions['create'];
let invoke: Functions['invoke'];
beforeAll(async () => {
  cloud = await startTestCloud();
  ({ lambda, create, invoke } = await makeFunctions(cloud));
});
afterAll(() => cloud.remove());

describe('versions and aliases', () => {
  const response = (text: string): Buffer => handlerZip(`export const handler = async () => '${text}';`);

  it('are published when something changed, and only then', async () => {
    const FunctionName = await create('published', response('one'));
    const publish = async (): Promise<string | undefined> =>
      (await lambda.send(new PublishVersionCommand({ FunctionName }))).Version;
    expect([await publish(), await publish()]).toEqual(['1', '1']);
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 }));
    expect([await publish(), await publish()]).toEqual(['2', '2']);
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: response('two') }));
    expect(await publish()).toBe('3');
    expect((await invoke(FunctionName, {}, { Qualifier: '1' })).value).toBe('one');
    expect((await invoke(FunctionName, {}, { Qualifier: '3' })).value).toBe('two');
    const { Versions = [] } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2', '3']);
    await expect(
      lambda.send(new PublishVersionCommand({ FunctionName, CodeSha256: 'other' })),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^CodeSHA256 \(other\) is different from current CodeSHA256/),
    });
  });

  it('divide invocations by weight', async () => {
    const FunctionName = await create('weighted', response('old'), { Publish: true });
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: response('new'), Publish: true }),
    );
    const counts = async (): Promise<Record<string, number>> => {
      const seen: Record<string, number> = {};
      for (let index = 0; index < 40; index++) {
        const { value } = await invoke(FunctionName, {}, { Qualifier: 'live' });
        seen[String(value)] = (seen[String(value)] ?? 0) + 1;
      }
      return seen;
    };
    expect(await counts()).toEqual({ old: 40 });
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
    await lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig }));
    const divided = await counts();
    expect(divided['old']).toBeGreaterThan(5);
    expect(divided['new']).toBeGreaterThan(5);
    await lambda.send(
      new UpdateAliasCommand({
        FunctionName,
        Name: 'live',
        FunctionVersion: '2',
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );
    expect(await counts()).toEqual({ new: 40 });
    await expect(
      lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '9' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('have policies of their own', async () => {
    const FunctionName = await create('permitted', response('x'), { Publish: true });
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    const permission = {
      FunctionName,
      Qualifier: 'live',
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:abc/mvp/*',
    };
    await lambda.send(new AddPermissionCommand(permission));
    await expect(lambda.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
      name: 'ResourceConflictException',
    });
    const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: 'live' }));
    expect(JSON.parse(Policy)).toMatchObject({
      Statement: [
        {
          Sid: 'gateway',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:permitted:live',
          Condition: { ArnLike: { 'AWS:SourceArn': permission.SourceArn } },
        },
      ],
    });
    await lambda.send(
      new RemovePermissionCommand({ FunctionName, Qualifier: 'live', StatementId: 'gateway' }),
    );
    await expect(
      lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: 'live' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
