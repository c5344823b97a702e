import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildHttpApiEvent } from '@lambda-nest/testing';
import { startCollector, type Collector } from '../../libs/telemetry/test/start-collector.ts';
import { traceApplication } from './trace-application.ts';

// A build takes half a minute, longer on a machine that is busy.
jest.setTimeout(600_000);

const run = promisify(execFile);
const ROOT = resolve('.');

let folder: string;
let collector: Collector;
beforeAll(async () => {
  // Inside the repository, so that its packages are found.
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync(join(ROOT, 'dist', 'traced-'));
  const source = traceApplication(join(folder, 'source'), ROOT);
  await run(process.execPath, ['libs/toolkit/src/build/main.ts', source, '--out', join(folder, 'built')]);
  collector = await startCollector();
});
afterAll(async () => {
  await collector?.close();
  rmSync(folder, { recursive: true });
});

/** Sends requests to the bundle, one after the other, in a process of its own; gives each status, and how many exports there were by then. */
async function send(...paths: readonly string[]): Promise<readonly number[]> {
  const events = paths.map((path) => buildHttpApiEvent({ path, stage: 'mvp' }));
  const script = `
    const { handler } = await import(process.argv[1]);
    const statuses = [];
    for (const event of JSON.parse(process.argv[2])) {
      const context = { awsRequestId: 'r', functionName: 'traced', functionVersion: '7', memoryLimitInMB: '1024', getRemainingTimeInMillis: () => 28000 };
      statuses.push((await handler(event, context)).statusCode);
    }
    console.error(JSON.stringify(statuses));
    process.exit(0);`;
  const { stderr } = await run(
    process.execPath,
    [
      '--expose-gc',
      '--input-type=module',
      '-e',
      script,
      join(folder, 'built', 'lambda.mjs'),
      JSON.stringify(events),
    ],
    {
      env: {
        RUNTIME: 'LAMBDA',
        AWS_API_GW_STAGE_NAME: 'mvp',
        JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
        FIREBASE_APP_API_KEY: 'key',
        FIREBASE_PROJECT_ID: 'demo-local',
        ACCOUNT_CHECK: 'off',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-api-key=key-1',
      },
    },
  );
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as readonly number[];
}

describe('the bundle of an application with @lambda-nest/telemetry', () => {
  it('exports nothing for its first response, and the spans of both with the second', async () => {
    expect(await send('/v1/manage/hc')).toEqual([200]);
    expect(collector.spans).toEqual([]);
    expect(await send('/v1/manage/hc', '/v1/users/whoami')).toEqual([200, 401]);
    expect(
      collector.spans.map(({ name, attributes, resource }) => [
        name,
        attributes['http.response.status_code'],
        attributes['faas.coldstart'],
        resource['service.name'],
      ]),
    ).toEqual([
      ['GET /v1/manage/hc', 200, true, 'traced'],
      ['GET /v1/users/whoami', 401, false, 'traced'],
    ]);
    expect(collector.requests).toMatchObject([{ path: '/v1/traces', headers: { 'x-api-key': 'key-1' } }]);
  });
});
