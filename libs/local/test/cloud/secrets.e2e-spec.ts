import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  DeleteParameterCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

let cloud: TestCloud;
let ssm: SSMClient;
let secrets: SecretsManagerClient;
beforeAll(async () => {
  cloud = await startTestCloud();
  ssm = new SSMClient(cloud.client);
  secrets = new SecretsManagerClient(cloud.client);
});
afterAll(() => cloud.remove());

const put = (Name: string, Value: string, more: object = {}) =>
  ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));
const read = async (Name: string, more: object = {}): Promise<object | undefined> =>
  (await ssm.send(new GetParameterCommand({ Name, ...more }))).Parameter;

describe('the Parameter Store', () => {
  it('keeps versions of a parameter', async () => {
    await put('/app/key', 'one');
    await expect(put('/app/key', 'two')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    expect(await put('/app/key', 'two', { Overwrite: true })).toMatchObject({ Version: 2 });
    expect(await read('/app/key')).toMatchObject({
      Value: 'two',
      Version: 2,
      ARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/app/key',
      LastModifiedDate: expect.any(Date),
    });
    expect(await read('/app/key:1')).toMatchObject({ Value: 'one', Version: 1 });
    await expect(read('/app/key:3')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  });

  it('gives the text of a SecureString to a call that asks for it decrypted', async () => {
    await put('/app/secret', 'hidden', { Type: 'SecureString' });
    expect(await read('/app/secret')).not.toMatchObject({ Value: 'hidden' });
    expect(await read('/app/secret', { WithDecryption: true })).toMatchObject({ Value: 'hidden' });
  });

  it('gives many at once, by name and below a path', async () => {
    await put('/tree/a', '1');
    await put('/tree/b/c', '2');
    expect(await ssm.send(new GetParametersCommand({ Names: ['/tree/a', '/none'] }))).toMatchObject({
      Parameters: [{ Name: '/tree/a' }],
      InvalidParameters: ['/none'],
    });
    const below = async (Recursive: boolean): Promise<unknown[]> =>
      ((await ssm.send(new GetParametersByPathCommand({ Path: '/tree', Recursive }))).Parameters ?? []).map(
        ({ Name }) => Name,
      );
    expect(await below(false)).toEqual(['/tree/a']);
    expect(await below(true)).toEqual(['/tree/a', '/tree/b/c']);
  });

  it('has a parameter in one region only', async () => {
    await put('/regional', 'x');
    const elsewhere = new SSMClient({ ...cloud.client, region: 'us-east-1' });
    await expect(elsewhere.send(new GetParameterCommand({ Name: '/regional' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    await ssm.send(new DeleteParameterCommand({ Name: '/regional' }));
    await expect(read('/regional')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  it.each([
    [{ Name: '/x', Value: 'x'.repeat(4097), Type: 'String' }, /maximum parameter value of 4096/],
    [{ Name: 'a b', Value: 'x', Type: 'String' }, /fully qualified name/],
    [
      { Name: '/x', Value: 'x', Type: 'Text' },
      /Member must satisfy enum value set: \[String, StringList, SecureString\]/,
    ],
    [{ Name: '/x', Value: 'x', Type: 'String', Policies: '[]' }, /^the local AWS does not know 'Policies'$/],
  ])('rejects %j', async (input, message) => {
    await expect(ssm.send(new PutParameterCommand(input as never))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});

describe('Secrets Manager', () => {
  it('keeps the value before, and a deleted secret until its time is over', async () => {
    const { ARN } = await secrets.send(new CreateSecretCommand({ Name: 'db', SecretString: '{"a":1}' }));
    expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-\w{6}$/);
    await secrets.send(new PutSecretValueCommand({ SecretId: 'db', SecretString: '{"a":2}' }));
    const value = async (more: object = {}): Promise<string | undefined> =>
      (await secrets.send(new GetSecretValueCommand({ SecretId: ARN, ...more }))).SecretString;
    expect([await value(), await value({ VersionStage: 'AWSPREVIOUS' })]).toEqual(['{"a":2}', '{"a":1}']);
    await secrets.send(new DeleteSecretCommand({ SecretId: 'db' }));
    await expect(value()).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await secrets.send(new RestoreSecretCommand({ SecretId: 'db' }));
    expect(await value()).toBe('{"a":2}');
    await secrets.send(new DeleteSecretCommand({ SecretId: 'db', ForceDeleteWithoutRecovery: true }));
    await expect(value()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a secret with a replica', () => {
  const SecretId = 'replicated';
  const there = () => new SecretsManagerClient({ ...cloud.client, region: 'us-east-1' });
  const readThere = async () => (await there().send(new GetSecretValueCommand({ SecretId }))).SecretString;

  it('is read in the other region by its name, also after a change', async () => {
    const created = await secrets.send(
      new CreateSecretCommand({
        Name: SecretId,
        SecretString: 'one',
        AddReplicaRegions: [{ Region: 'us-east-1' }],
      }),
    );
    expect(created.ReplicationStatus).toMatchObject([{ Region: 'us-east-1', Status: 'InSync' }]);
    expect(await readThere()).toBe('one');
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'two' }));
    expect(await readThere()).toBe('two');
  });

  it('is changed where it was made alone', async () => {
    const put = new PutSecretValueCommand({ SecretId, SecretString: 'three' });
    await expect(there().send(put)).rejects.toThrow('Operation not permitted on a replica secret.');
  });

  it('is deleted once it has no replica any more', async () => {
    const remove = new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true });
    await expect(secrets.send(remove)).rejects.toThrow('still has replica regions [us-east-1]');
    await secrets.send(
      new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: ['us-east-1'] }),
    );
    await expect(readThere()).rejects.toThrow("can't find the specified secret");
    await secrets.send(remove);
  });

  it('is not made where its own region, or a secret of its name, is in the way', async () => {
    const create = (Region: string) =>
      secrets.send(new CreateSecretCommand({ Name: 'taken', AddReplicaRegions: [{ Region }] }));
    await expect(create('eu-west-1')).rejects.toThrow('Invalid replica region eu-west-1.');
    await there().send(new CreateSecretCommand({ Name: 'taken' }));
    await expect(create('us-east-1')).rejects.toThrow('conflict in the target region: us-east-1');
  });
});
