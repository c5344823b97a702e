import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'sts:AssumeRole' },
  ],
});
const policy = (Action: string, Resource: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });

let cloud: TestCloud;
let iam: IAMClient;
let sts: STSClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  iam = new IAMClient(cloud.client);
  sts = new STSClient(cloud.client);
});
afterAll(() => cloud.remove());

describe('STS and IAM', () => {
  it('take any access key for that of the developer', async () => {
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/developer',
    });
  });

  it('keep a role with its policies until it is removed', async () => {
    const RoleName = 'kept';
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: TRUST,
        Tags: [{ Key: 'stage', Value: 'dev' }],
      }),
    );
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: 'log', PolicyDocument: policy('logs:*', '*') }),
    );
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role).toMatchObject({
      Arn: 'arn:aws:iam::123456789012:role/kept',
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      AssumeRolePolicyDocument: encodeURIComponent(TRUST),
      Tags: [{ Key: 'stage', Value: 'dev' }],
      CreateDate: expect.any(Date),
    });
    expect(await iam.send(new ListRolePoliciesCommand({ RoleName }))).toMatchObject({ PolicyNames: ['log'] });
    expect(await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'log' }))).toMatchObject({
      PolicyDocument: encodeURIComponent(policy('logs:*', '*')),
    });
    expect(await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).toMatchObject({
      AttachedPolicies: [{ PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn }],
    });
    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must detach all policies first.',
    });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'log' }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  it.each([
    ['no JSON', '{', 'This policy contains invalid Json'],
    ['no effect', '{"Statement":[{"Action":"a:b","Resource":"*"}]}', 'Syntax errors in policy'],
    [
      'no resource',
      '{"Statement":[{"Effect":"Allow","Action":"a:b"}]}',
      'Policy statement must contain resources.',
    ],
    [
      'an unknown member',
      '{"Statement":[{"Effect":"Allow","Actoin":"a:b","Resource":"*"}]}',
      'no member Actoin',
    ],
  ])('reject a policy with %s', async (_what, PolicyDocument, message) => {
    await expect(
      iam.send(new CreatePolicyCommand({ PolicyName: 'bad', PolicyDocument })),
    ).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
      message: expect.stringContaining(message),
    });
  });

  it('reject by name what a policy means and nothing here evaluates', async () => {
    const PolicyDocument = JSON.stringify({
      Statement: [{ Effect: 'Allow', Action: 'a:b', Resource: '*', Condition: { BinaryEquals: { k: 'x' } } }],
    });
    await expect(
      iam.send(new CreatePolicyCommand({ PolicyName: 'odd', PolicyDocument })),
    ).rejects.toMatchObject({
      message: 'The local AWS does not implement the condition operator BinaryEquals of policies.',
    });
  });

  it('let a role do what its policies allow, and nothing else', async () => {
    const RoleName = 'reader';
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
    const Resource = 'arn:aws:ssm:eu-west-1:123456789012:parameter/mine/*';
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'p',
        PolicyDocument: policy('ssm:GetParameter', Resource),
      }),
    );
    const developer = new SSMClient(cloud.client);
    for (const Name of ['/mine/a', '/other/a']) {
      await developer.send(new PutParameterCommand({ Name, Value: 'v', Type: 'String' }));
    }
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'test' }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const ssm = new SSMClient({ ...cloud.client, credentials });
    expect(await ssm.send(new GetParameterCommand({ Name: '/mine/a' }))).toMatchObject({
      Parameter: { Value: 'v' },
    });
    const session = 'arn:aws:sts::123456789012:assumed-role/reader/test';
    await expect(ssm.send(new GetParameterCommand({ Name: '/other/a' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        `User: ${session} is not authorized to perform: ssm:GetParameter on resource: ` +
        'arn:aws:ssm:eu-west-1:123456789012:parameter/other/a because no identity-based policy allows the ssm:GetParameter action',
    });
    const own = new STSClient({ ...cloud.client, credentials });
    expect(await own.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: session });
  });

  it('let no one assume a role that does not trust them', async () => {
    const AssumeRolePolicyDocument = TRUST.replace(
      '"AWS":"arn:aws:iam::123456789012:root"',
      '"Service":"lambda.amazonaws.com"',
    );
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: 'of-lambda', AssumeRolePolicyDocument }),
    );
    await expect(
      sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'test' })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('say which call they do not know', async () => {
    await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'The local AWS does not implement ListUsers of iam.',
    });
    expect(cloud.lines.at(-1)).toContain('ListUsers of iam');
  });
});
