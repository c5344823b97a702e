import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own to keep its users in, and the issuer that a pool of that region has. */
const folder = mkdtempSync(join(tmpdir(), 'user-pool-'));
mkdirSync(join(folder, '.cognito'));
const config = {
  TokenConfig: { IssuerDomain: 'https://cognito-idp.eu-west-1.amazonaws.com' },
  UserPoolDefaults: { UsernameAttributes: [] },
};
writeFileSync(join(folder, '.cognito/config.json'), JSON.stringify(config));

const require = createRequire(import.meta.url);
process.env['PORT'] = '0';
// It makes a client for triggers, which no pool here has.
const sdk = require.resolve('aws-sdk');
require.cache[sdk] = { exports: { Lambda: class {}, KMS: class {} } } as never;

type Target = () => (context: unknown, request: { Username: string }) => Promise<object>;
const { Targets } = require('cognito-local/lib/targets/targets') as { Targets: Record<string, Target> };
const called: Record<string, string[]> = {};
// The two that it does not have: what they were called for is told to the parent.
for (const name of ['AdminUserGlobalSignOut', 'AdminResetUserPassword']) {
  Targets[name] =
    () =>
    async (_context, { Username }) => {
      (called[name] ??= []).push(Username);
      process.send?.({ called });
      return {};
    };
}

type CreateServer = (log: object) => Promise<{ start(): Promise<Server> }>;
const { createDefaultServer } = require('cognito-local') as { createDefaultServer: CreateServer };
const silent = { child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {} };
process.chdir(folder);
const server = await (await createDefaultServer(silent)).start();
const { port } = server.address() as AddressInfo;
process.send?.({ port });
process.on('disconnect', () => process.exit(0));
