import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { runScript } from './run-script.ts';
import { writeStamp } from './stamp.ts';
import { STACK_SOURCES } from './stack-sources.ts';
import { writeZip } from './write-zip.ts';

const OSLS = resolve('node_modules/serverless/bin/serverless.js');

let folder: string;
let server: Server;
const calls: string[] = [];

/** Stands in for AWS: notes the calls and denies them. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  for (const name of STACK_SOURCES) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const content = mkdtempSync(join(folder, 'empty-'));
  writeStamp(content);
  writeZip(content, join(folder, 'empty.zip'));
  server = createServer(async (request, response) => {
    calls.push(new URLSearchParams(await text(request)).get('Action') ?? '');
    response
      .writeHead(403, { 'content-type': 'text/xml' })
      .end(
        '<ErrorResponse><Error><Code>AccessDenied</Code><Message>denied here</Message></Error></ErrorResponse>',
      );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('serverless deploy', () => {
  it('takes the zip that was made to AWS, and says what AWS has against it', async () => {
    const env = {
      PATH: process.env['PATH'],
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
    const parameters = ['firebaseProject=demo-local', `artifact=${join(folder, 'empty.zip')}`];
    const command = [OSLS, 'deploy', ...parameters.flatMap((parameter) => ['--param', parameter])];
    await expect(runScript(command, folder, env)).rejects.toThrow('denied here');
    expect(calls).toContain('DescribeStacks');
  }, 60_000);
});
