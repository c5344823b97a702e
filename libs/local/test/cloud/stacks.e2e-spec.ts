import { GetFunctionCommand, LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { apiTemplate } from '../../../../workbench/stacks/api-template.ts';
import { outputsOf, stacksOf, type Stacks } from '../../src/testing/stacks-of.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

jest.setTimeout(60_000);

let cloud: TestCloud;
let stacks: Stacks;
let lambda: LambdaClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  stacks = stacksOf(cloud);
  lambda = new LambdaClient(cloud.client);
});
afterAll(() => cloud.remove());

const get = async (url: string): Promise<[number, string]> => {
  const response = await fetch(url);
  return [response.status, await response.text()];
};
/** Asks again and again, and notes every response. */
function lookUntil(ask: () => Promise<[number, string]>, seen: Set<string>): { stop(): Promise<void> } {
  const state = { isOver: false };
  const looking = (async () => {
    while (!state.isOver) seen.add((await ask()).join(' '));
  })();
  return {
    stop() {
      state.isOver = true;
      return looking;
    },
  };
}

const statusesOf = async (name: string, id: string): Promise<(string | undefined)[]> =>
  (await stacks.events(name))
    .filter((event) => event.LogicalResourceId === id)
    .map((event) => event.ResourceStatus);

describe('a stack of an API', () => {
  const NAME = 'api-stack';
  let url: string;

  it('is created, and its output names an address that replies', async () => {
    const stack = await stacks.deploy(NAME, apiTemplate());
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    url = outputsOf(stack)['Url'] ?? '';
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/[a-z0-9]{10}\/mvp$/);
    expect(await get(`${url}/v1/x`)).toEqual([200, 'one']);
  });

  it('makes each resource after those that it needs', async () => {
    const events = await stacks.events(NAME);
    const at = (id: string, status: string): number =>
      events.findIndex((event) => event.LogicalResourceId === id && event.ResourceStatus === status);
    for (const [first, then] of [
      ['LogGroup', 'Role'],
      ['Role', 'Function'],
      ['Function', 'Version1'],
      ['Version1', 'Alias'],
      ['Alias', 'Permission'],
      ['Integration', 'Routev1x'],
    ] as const) {
      expect(at(first, 'CREATE_COMPLETE')).toBeLessThan(at(then, 'CREATE_IN_PROGRESS'));
    }
    expect(events.at(-1)).toMatchObject({ LogicalResourceId: NAME, ResourceStatus: 'CREATE_COMPLETE' });
  });

  it('says that there is nothing to update', async () => {
    await expect(stacks.deploy(NAME, apiTemplate())).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'No updates are to be performed.',
    });
    expect(await stacks.deployByChangeSet(NAME, apiTemplate(), 'UPDATE')).toBe(
      "The submitted information didn't contain changes. Submit different information to create a change set.",
    );
  });

  it('moves the alias to a new version, and keeps the old one', async () => {
    const stack = await stacks.deploy(
      NAME,
      apiTemplate({ reply: 'two', version: '2', paths: ['/v1/x', '/v1/y'] }),
    );
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(outputsOf(stack)['Version']).toBe('2');
    expect(await get(`${url}/v1/x`)).toEqual([200, 'two']);
    expect(await get(`${url}/v1/y`)).toEqual([200, 'two']);
    expect((await statusesOf(NAME, 'Version1')).at(-1)).toBe('DELETE_SKIPPED');
    const { Versions = [] } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: NAME }));
    expect(Versions.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);
  });

  it('is rolled back when a resource is rejected in the middle, the old version serving throughout', async () => {
    const bad = { Type: 'AWS::Logs::LogGroup', DependsOn: 'Alias', Properties: { RetentionInDays: 8 } };
    const seen = new Set<string>();
    const looking = lookUntil(() => get(`${url}/v1/y`), seen);
    const template = apiTemplate({ reply: 'three', version: '3', paths: ['/v1/y'], resources: { Bad: bad } });
    const stack = await stacks.deploy(NAME, template);
    await looking.stop();
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await get(`${url}/v1/x`)).toEqual([200, 'two']);
    // The alias was moved before the resource was rejected: then the new version served for a moment.
    expect([...seen].filter((one) => one !== '200 two' && one !== '200 three')).toEqual([]);
    const failed = (await stacks.events(NAME)).filter(({ ResourceStatus = '' }) =>
      ResourceStatus.endsWith('FAILED'),
    );
    expect(failed).toEqual([
      expect.objectContaining({
        LogicalResourceId: 'Bad',
        ResourceStatus: 'CREATE_FAILED',
        ResourceStatusReason: expect.stringContaining(
          "Value '8' at 'retentionInDays' failed to satisfy constraint",
        ),
      }),
    ]);
    const { Configuration } = await lambda.send(
      new GetFunctionCommand({ FunctionName: NAME, Qualifier: 'live' }),
    );
    expect(Configuration?.Version).toBe('2');
  });

  it('rejects a property that AWS does not know by its name', async () => {
    const bad = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDay: 7 } };
    const stack = await stacks.deploy(
      NAME,
      apiTemplate({ version: '2', reply: 'two', resources: { Bad: bad } }),
    );
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(
      (await stacks.events(NAME)).findLast(
        (event) => event.LogicalResourceId === 'Bad' && event.ResourceStatusReason?.includes('validation'),
      ),
    ).toMatchObject({
      ResourceStatusReason:
        'Properties validation failed for resource AWS::Logs::LogGroup with message:\n[#: extraneous key [RetentionInDay] is not permitted]',
    });
  });

  it('is removed with everything but what is to be kept', async () => {
    await stacks.remove(NAME);
    expect((await get(`${url}/v1/x`))[0]).toBe(404);
    await expect(stacks.describe(NAME)).rejects.toMatchObject({
      message: `Stack with id ${NAME} does not exist`,
    });
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: NAME }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('a resource of a type that is not played here', () => {
  const template = {
    Parameters: { Queued: { Type: 'String', Default: 'no' } },
    Conditions: { IsQueued: { 'Fn::Equals': [{ Ref: 'Queued' }, 'yes'] } },
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue', Condition: 'IsQueued' },
      Log: {
        Type: 'AWS::Logs::LogGroup',
        Properties: {
          LogGroupName: { 'Fn::If': ['IsQueued', { 'Fn::GetAtt': ['Queue', 'QueueName'] }, '/of/no/queue'] },
        },
      },
    },
  };
  const queued = { Parameters: [{ ParameterKey: 'Queued', ParameterValue: 'yes' }] };

  it('keeps no stack from being made whose condition leaves it out', async () => {
    expect((await stacks.deploy('conditional', template)).StackStatus).toBe('CREATE_COMPLETE');
  });

  it.each(['conditional', 'another'])('is rejected when the condition holds: %s', async (name) => {
    await expect(stacks.deploy(name, template, queued)).rejects.toThrow(
      'The local AWS does not implement the resource types AWS::SQS::Queue.',
    );
  });
});
