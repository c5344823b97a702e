import { describe, expect, it } from '@jest/globals';
import type { Serverless } from './serverless.ts';
import StackPlugin from './stack.plugin.ts';

const DEFAULTS = {
  firebaseProject: 'demo-project',
  rolesClaim: 'groups',
  gatewayAuthorizer: 'on',
  passwordFlow: 'on',
  accounts: 'off',
  signUp: 'off',
  docs: 'on',
  apiKeyParameter: '/my-api/key',
  stageWithoutFile: 'off',
  region: 'eu-west-1',
  gatewayStage: 'mvp',
  throttleRate: 100,
  throttleBurst: 200,
  executeApi: 'on',
  memoryMb: 1024,
  logLevel: 'info',
  logRetentionDays: 30,
  keepLogs: 'on',
};

type Invocation = Readonly<{
  stage?: string;
  region?: string;
  param?: readonly string[];
  isHelpRequest?: boolean;
}>;

/** What osls does with the plugin before it reads the rest of the configuration. */
function start(
  command: string,
  { stage = 'dev', isHelpRequest = false, ...options }: Invocation = {},
): Promise<void> {
  const serverless = {
    configurationInput: { params: { default: DEFAULTS, dev: {}, prod: null } },
    processedInput: { commands: command.split(' '), options, isHelpRequest },
    classes: { Error },
    getProvider: () => ({ getStage: () => stage }),
  };
  return new StackPlugin(serverless as unknown as Serverless).asyncInit();
}

describe('a command that packages', () => {
  it.each(['package', 'deploy'])('%s starts with sound parameters', async (command) => {
    await expect(start(command)).resolves.toBeUndefined();
    await expect(start(command, { stage: 'prod', region: 'us-east-1' })).resolves.toBeUndefined();
  });

  it.each<[string, Invocation, string]>([
    [
      'a stage that no file names',
      { stage: 'pord' },
      'There is no infra/parameters/pord.yml, so the stage pord is ',
    ],
    ['a region that is none', { region: 'Ireland' }, 'region is not an AWS region.'],
    [
      'a certificate of another region than --region',
      {
        region: 'us-east-1',
        param: [
          'domain=api.example.com',
          'certificateArn=arn:aws:acm:eu-west-1:111122223333:certificate/1-1',
        ],
      },
      'certificateArn is of another region than us-east-1, where the API is deployed. Request a certificate there.',
    ],
    [
      'scopes of a route that is not there',
      { param: ['routeScopes=GET /v1/nowhere=a'] },
      'routeScopes does not fit. GET /v1/nowhere is no route of this deployment.',
    ],
    [
      'scopes of a route that is public',
      { param: ['routeScopes=GET /v1/manage/hc=a'] },
      'routeScopes does not fit. GET /v1/manage/hc is public, and a scope would not close it.',
    ],
    [
      'scopes of a route that is switched off',
      { param: ['routeScopes=GET /v1/admin/users=a'] },
      'routeScopes does not fit. GET /v1/admin/users is no route of this deployment.',
    ],
    [
      'a route whose scopes are taken away',
      { param: ['routeScopes=GET /v1/users/whoami='] },
      'routeScopes must name a scope for GET /v1/users/whoami, ',
    ],
    [
      'a zip that is not there',
      { param: ['artifact=dist/none.zip'] },
      'artifact names a file that cannot be read. ',
    ],
    [
      'a Google configuration that is not there',
      { param: ['googleCredentialsFile=none.json'] },
      'googleCredentialsFile names a file that cannot be read.',
    ],
    [
      'a parameter that is none',
      { param: ['gatewayStag=mvp'] },
      'There is no parameter gatewayStag. Known are ',
    ],
  ])('is rejected with %s', async (_what, invocation, sentence) => {
    for (const command of ['package', 'deploy'])
      await expect(start(command, invocation)).rejects.toThrow(sentence);
  });

  it('is accepted with a certificate of the region that it deploys to', async () => {
    const certificateArn = 'certificateArn=arn:aws:acm:us-east-1:111122223333:certificate/1-1';
    await expect(
      start('deploy', { region: 'us-east-1', param: ['domain=api.example.com', certificateArn] }),
    ).resolves.toBeUndefined();
  });

  it('takes a placeholder, and deploys none', async () => {
    const placeholder = { param: ['firebaseProject=placeholder-project'] };
    await expect(start('package', placeholder)).resolves.toBeUndefined();
    await expect(start('deploy', placeholder)).rejects.toThrow('firebaseProject is still a placeholder.');
  });

  it('is rejected with everything at once', async () => {
    await expect(
      start('deploy', { stage: 'pord', param: ['docs=maybe', 'artifact=dist/none.zip'] }),
    ).rejects.toThrow(/^There is no infra.*\ndocs is not on or off\.\nartifact names a file/s);
  });
});

describe('a command that packages nothing', () => {
  it.each(['deploy list', 'deploy list functions', 'info', 'logs', 'print', 'remove', 'rollback'])(
    '%s asks for no parameter',
    async (command) => {
      const unfit = { stage: 'gone', param: ['firebaseProject=placeholder-project', 'docs=maybe'] };
      await expect(start(command, unfit)).resolves.toBeUndefined();
    },
  );

  it('shows the help of a command that packages', async () => {
    await expect(start('deploy', { stage: 'pord', isHelpRequest: true })).resolves.toBeUndefined();
  });
});

describe('a command that puts code up where no caller reaches it', () => {
  it.each(['deploy function', 'rollback function'])('%s is rejected', async (command) => {
    await expect(start(command)).rejects.toThrow(
      `serverless ${command} changes what no caller reaches: the gateway invokes the alias live, which stands for a ` +
        'published version. Use serverless deploy; infra/README.md tells how to go back.',
    );
  });
});

describe('the function before it is compiled', () => {
  it('has no variables without a value, which would make another version of the same function', async () => {
    const api = { environment: { RUNTIME: 'LAMBDA', JWT_ISSUER: null } };
    const serverless = {
      service: { functions: { api } },
      configurationInput: { params: { default: DEFAULTS } },
      processedInput: { commands: ['package'], options: {} },
      getProvider: () => ({ getStage: () => 'dev' }),
    };
    const { hooks } = new StackPlugin(serverless as unknown as Serverless);
    await hooks['before:package:compileFunctions']?.();
    expect(api).toEqual({
      environment: { RUNTIME: 'LAMBDA' },
      targetAlias: { name: 'live', logicalId: 'ApiLambdaAliasLive' },
    });
  });
});
