import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { runScript } from '../package/run-script.ts';
import { writeStamp } from '../package/stamp.ts';
import { copyStackSources } from '../package/stack-sources.ts';
import { writeZip } from '../package/write-zip.ts';

const OSLS = resolve('node_modules/serverless/bin/serverless.js');

let folder: string;
let server: Server;
/** What AWS was asked: service, region, action. */
const calls: string[] = [];

/** An account that has nothing yet, and denies what would make something. */
async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const [, region, service] =
    /Credential=[^/]+\/\d+\/([\w-]+)\/([\w-]+)/.exec(request.headers.authorization ?? '') ?? [];
  const target = request.headers['x-amz-target'];
  const action =
    typeof target === 'string' ? target.split('.').at(-1) : new URLSearchParams(body).get('Action');
  calls.push(`${service} ${region} ${action}`);
  if (action === 'GetParameters') {
    const { Names } = JSON.parse(body) as { Names: string[] };
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ Parameters: [], InvalidParameters: Names }));
  } else if (action === 'DescribeLogGroups') {
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end('{"logGroups":[]}');
  } else {
    const code = service === 's3' ? 'NoSuchBucket' : 'AccessDenied';
    const error = `<Error><Code>${code}</Code><Message>denied here</Message></Error>`;
    response.writeHead(403, { 'content-type': 'text/xml' });
    response.end(service === 's3' ? error : `<ErrorResponse>${error}</ErrorResponse>`);
  }
}

async function run(...command: readonly string[]): Promise<void> {
  const env = {
    PATH: process.env['PATH'],
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  await runScript([OSLS, ...command], folder, env);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plugin-'));
  copyStackSources(folder);
  const content = mkdtempSync(join(folder, 'empty-'));
  writeStamp(content);
  writeZip(content, join(folder, 'empty.zip'));
  server = createServer((request, response) => void reply(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

beforeEach(() => void (calls.length = 0));

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const DEPLOY = [
  'deploy',
  '--region',
  'us-east-1',
  '--param',
  'firebaseProject=my-project',
  '--param',
  'artifact=empty.zip',
];

describe('serverless deploy', () => {
  it('says what the account lacks before CloudFormation starts, and which routes cannot be used', async () => {
    const error = await run(...DEPLOY).catch((error: Error) => error);
    expect(String(error)).toContain(
      'SSM has no parameter /lambda-nest-api/dev/firebase-app-api-key in us-east-1, and the deployment needs it.',
    );
    expect(String(error)).toContain('GET /v1/admin/endpoints will reply 503: ');
    expect(calls).toContain('ssm us-east-1 GetParameters');
    expect(calls.filter((call) => call.startsWith('cloudformation'))).toEqual([]);
  }, 120_000);

  it('rejects what was packaged with a placeholder, or for another stage', async () => {
    await run('package', '--package', 'packaged', '--param', 'artifact=empty.zip');
    await expect(run('deploy', '--stage', 'prod', '--package', 'packaged')).rejects.toThrow(
      /made with a placeholder for firebaseProject.*\nThe package was made for the stage dev in eu-west-1, and not for prod/,
    );
  }, 120_000);
});

describe('commands that package nothing', () => {
  it.each([['deploy list'], ['remove']])(
    'ask AWS in the region that is named: %s',
    async (command) => {
      await expect(run(...command.split(' '), '--region', 'us-east-1')).rejects.toThrow(
        /denied here|Access ?Denied|NoSuchBucket/i,
      );
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.every((call) => call.includes(' us-east-1 '))).toBe(true);
    },
    120_000,
  );
});
