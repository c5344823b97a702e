import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleEmulators } from './bundle-emulators.ts';

// Outside of the repository, where no folder above has node_modules.
const folder = mkdtempSync(join(tmpdir(), 'emulators-'));

beforeAll(() => bundleEmulators(folder));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a program that is run in the folder of the bundles prints. */
function run(program: string): unknown {
  const output = execFileSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', program], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  });
  return JSON.parse(output);
}

describe('the bundles of the emulators', () => {
  it('hold everything: there is no manifest, and nothing to install', () => {
    expect(readdirSync(folder).toSorted()).toEqual([
      'LICENSES.txt',
      'dynalite.cjs',
      'firebase-auth.cjs',
      'oidc-provider.mjs',
      'prebuilds',
      'runtime-client.mjs',
    ]);
  });

  it('bring the licences of what is in them, native code too', () => {
    const licences = readFileSync(join(folder, 'LICENSES.txt'), 'utf8');
    for (const name of [
      'firebase-tools@',
      'oidc-provider@',
      'dynalite@',
      'aws-lambda-ric@',
      'leveldb-',
      'snappy',
    ])
      expect(licences).toMatch(new RegExp(`^${name}`, 'm'));
  });

  it('sign accounts up in Firebase Auth', () => {
    const program = `
      import { once } from 'node:events';
      import { createServer } from 'node:http';
      import emulator from './firebase-auth.cjs';
      emulator.logger.silent = true;
      const wanted = '/v1/accounts:signUp';
      for (const path of Object.keys(emulator.spec.paths)) if (path !== wanted) delete emulator.spec.paths[path];
      const server = createServer(await emulator.createApp('demo-local')).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const url = 'http://127.0.0.1:' + server.address().port + '/identitytoolkit.googleapis.com' + wanted + '?key=any';
      const body = JSON.stringify({ email: 'ada@example.com', password: 'password' });
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      console.log(JSON.stringify({ status: response.status, email: (await response.json()).email }));
      process.exit();`;
    expect(run(program)).toEqual({ status: 200, email: 'ada@example.com' });
  });

  it('serve an OpenID provider', () => {
    const program = `
      import { once } from 'node:events';
      import { createServer } from 'node:http';
      import Provider from './oidc-provider.mjs';
      console.info = console.warn = () => {};
      const server = createServer(new Provider('https://issuer.example.com').callback()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const response = await fetch('http://127.0.0.1:' + server.address().port + '/.well-known/openid-configuration');
      console.log(JSON.stringify((await response.json()).issuer));
      process.exit();`;
    expect(run(program)).toBe('https://issuer.example.com');
  });

  it('keep tables of DynamoDB in files', () => {
    const program = `
      import { once } from 'node:events';
      import dynalite from './dynalite.cjs';
      const server = dynalite({ path: 'tables', createTableMs: 0 }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const call = async (operation, body) => {
        const headers = {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': 'DynamoDB_20120810.' + operation,
          'x-amz-date': '20260101T000000Z',
          authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        };
        const url = 'http://127.0.0.1:' + server.address().port;
        return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
      };
      const key = [{ AttributeName: 'id', KeyType: 'HASH' }];
      const definition = [{ AttributeName: 'id', AttributeType: 'S' }];
      await call('CreateTable', { TableName: 'notes', KeySchema: key, AttributeDefinitions: definition, BillingMode: 'PAY_PER_REQUEST' });
      let put = await call('PutItem', { TableName: 'notes', Item: { id: { S: 'one' } } });
      while (put.__type) put = await call('PutItem', { TableName: 'notes', Item: { id: { S: 'one' } } });
      console.log(JSON.stringify(await call('GetItem', { TableName: 'notes', Key: { id: { S: 'one' } } })));
      process.exit();`;
    expect(run(program)).toEqual({ Item: { id: { S: 'one' } } });
    expect(existsSync(join(folder, 'tables', 'CURRENT'))).toBe(true);
  });
});
