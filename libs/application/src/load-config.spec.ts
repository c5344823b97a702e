import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from './config.error.ts';
import { loadConfig } from './load-config.ts';

const home = process.cwd();
const environment = { ...process.env };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'env-files-'));
  process.chdir(folder);
  await writeFile(
    '.env.development',
    'RUNTIME=LOCAL\nFIREBASE_PROJECT_ID=demo-file\nFIREBASE_APP_API_KEY=file\nLOG_LEVEL=debug\n',
  );
  await writeFile('.env', 'LOG_LEVEL=warn\n');
  for (const name of [
    'RUNTIME',
    'NODE_ENV',
    'LOG_LEVEL',
    'FIREBASE_PROJECT_ID',
    'AWS_LAMBDA_FUNCTION_NAME',
  ]) {
    delete process.env[name];
  }
});

afterEach(async () => {
  process.chdir(home);
  process.env = { ...environment };
  await rm(folder, { recursive: true });
});

describe('env files', () => {
  it('give a laptop its values, the more personal file first', async () => {
    const { config } = await loadConfig({ areEnvFilesRead: true });
    expect(config).toMatchObject({ issuers: [{ audiences: ['demo-file'] }], logLevel: 'warn' });
  });

  it('count less than the process’s own variables', async () => {
    process.env['LOG_LEVEL'] = 'error';
    expect((await loadConfig({ areEnvFilesRead: true })).config.logLevel).toBe('error');
  });

  it('are not read unless asked for', async () => {
    await expect(loadConfig()).rejects.toThrow(ConfigError);
  });

  it.each([
    ['when deployed', 'RUNTIME', 'LAMBDA'],
    ['inside a Lambda function', 'AWS_LAMBDA_FUNCTION_NAME', 'api'],
    ['for a laptop, in production', 'NODE_ENV', 'production'],
  ])('are not read %s', async (_case, name, value) => {
    process.env[name] = value;
    await expect(loadConfig({ areEnvFilesRead: true })).rejects.toThrow(ConfigError);
  });
});
