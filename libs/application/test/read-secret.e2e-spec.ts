import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { defineEnv } from '@lambda-nest/application/env';
import { EnvironmentReader } from '../src/environment.reader.ts';
import { readEnv } from '../src/env/read-env.ts';
import { startTestCloud, type TestCloud } from '@lambda-nest/local/testing';

class Env extends defineEnv({
  MAIL_KEY: {
    rule: v.pipe(v.string(), v.startsWith('key-')),
    description: 'For mails.',
    example: 'key-1',
    secret: 'run',
  },
}) {}

let cloud: TestCloud;
const shell = { ...process.env };
beforeAll(async () => {
  cloud = await startTestCloud();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloud.url,
    AWS_REGION: cloud.client.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const put = (Name: string, Value: string) =>
    new SSMClient(cloud.client).send(new PutParameterCommand({ Name, Value, Type: 'SecureString' }));
  await put('/shop/dev/mail', 'key-of-ssm');
  await put('/shop/dev/broken', 'value-that-breaks');
  const create = (Name: string, SecretString: string) =>
    new SecretsManagerClient(cloud.client).send(new CreateSecretCommand({ Name, SecretString }));
  await create('shop/dev', '{"mail":"key-of-member"}');
  await create('shop/plain', 'key-of-secret');
});
afterAll(async () => {
  process.env = shell;
  await cloud.remove();
});

const secretOf = (MAIL_KEY: string) => readEnv(Env, new EnvironmentReader({ MAIL_KEY }), true).MAIL_KEY;

describe('a secret that is read at run time', () => {
  it.each([
    ['ssm:/shop/dev/mail', 'key-of-ssm'],
    ['secretsmanager:shop/plain', 'key-of-secret'],
    ['secretsmanager:shop/dev:mail', 'key-of-member'],
  ])('is read where it is kept, decrypted: %s', async (reference, value) => {
    expect(await secretOf(reference).get()).toBe(value);
  });

  it.each([
    ['ssm:/shop/dev/none', 'ParameterNotFound'],
    ['secretsmanager:shop/none', 'ResourceNotFoundException'],
  ])('fails with the error of AWS when it is not there: %s', async (reference, name) => {
    await expect(secretOf(reference).get()).rejects.toMatchObject({ name });
  });

  it.each([
    ['secretsmanager:shop/dev:other', 'The secret shop/dev has no member other that is a text.'],
    ['secretsmanager:shop/plain:mail', 'The secret shop/plain has no member mail that is a text.'],
    ['ssm:/shop/dev/broken', 'What is kept for MAIL_KEY breaks its rule. For mails.'],
  ])('fails without its value when it is not as declared: %s', async (reference, message) => {
    await expect(secretOf(reference).get()).rejects.toThrow(new Error(message));
  });
});
