import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildHttpApiEvent } from '@lambda-nest/testing';
import { checkResult } from '@lambda-nest/testing/document';
import { readSketch, RECORDED_REQUESTS } from './python-clients/read-recorded.ts';
import { buildBundle, callBundle, runBundle, type Report } from './run-bundle.ts';

/** Bytes a request that is answered leaves to be found by a collection of everything, the quick ones notwithstanding. */
const LEAVINGS = `
  const { gc } = globalThis;
  const { handler } = await import(process.argv[1]);
  const serve = async (count) => {
    const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 5000 };
    for (let i = 0; i < count; i += 1) for (const event of JSON.parse(process.argv[2])) await handler(event, context);
  };
  const used = () => process.memoryUsage().heapUsed;
  await serve(500);
  gc();
  await serve(1_000);
  for (let i = 0; i < 2; i += 1) gc({ type: 'minor' });
  const kept = used();
  gc();
  process.stderr.write(String((kept - used()) / 1_000));
  process.exit(0);
`;

/** The status of what was recorded of Python's clients, where no account is asked for. */
const WITHOUT_PROVIDER: Readonly<Record<string, number>> = {
  'form without a password': 400,
  'JSON in place of a form': 415,
  health: 200,
  'whoami without a token': 401,
};

async function call(outDir: string, events: object[]): Promise<Report> {
  const report = await callBundle(outDir, events);
  for (const [index, event] of events.entries()) checkResult(event, report.responses[index]);
  return report;
}

let root: string;
let outDir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lambda-nest-api-'));
  outDir = join(root, 'lambda');
  await buildBundle('apps/api/src/lambda.ts', outDir);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the built bundle', () => {
  it('has a handler that nodejs24.x accepts, and answers away from this repository', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { parameters, responses } = await call(outDir, [
      buildHttpApiEvent({ path: '/v1/manage/hc' }),
      buildHttpApiEvent({ path: '/v1/users/whoami' }),
      buildHttpApiEvent({ path: '/v1/users/whoami', headers: { authorization: 'Bearer a.b.c' } }),
      buildHttpApiEvent({ path: '/v1/auth/token', method: 'POST', headers: form, body: 'username=a' }),
    ]);
    expect(parameters).toBeLessThanOrEqual(2);
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 401, 401, 400]);
    expect(JSON.parse(responses[0]?.body ?? '')).toMatchObject({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    expect(JSON.parse(responses[3]?.body ?? '')).toMatchObject({ error: 'invalid_request' });
  });

  it("answers what Python's clients send, up to where it would need a provider", async () => {
    const recorded = RECORDED_REQUESTS.filter(({ what }) => what in WITHOUT_PROVIDER);
    const { responses } = await call(
      outDir,
      recorded.map(({ sent }) => buildHttpApiEvent(readSketch(sent))),
    );
    expect(responses.map(({ statusCode }) => statusCode)).toEqual(
      recorded.map(({ what }) => WITHOUT_PROVIDER[what]),
    );
  });

  it('leaves nothing of a request behind for longer than the request takes', async () => {
    const events = [
      buildHttpApiEvent({ path: '/v1/manage/hc' }),
      buildHttpApiEvent({ path: '/v1/users/whoami' }),
    ];
    // The build takes away the collector that Lambda's flags give.
    const { stderr } = await runBundle(outDir, LEAVINGS, events, ['--expose-gc']);
    expect(Number(stderr)).toBeLessThan(1_024);
  });

  it('brings the docs with it', async () => {
    const asked = { 'accept-encoding': 'gzip, br' };
    const { responses } = await call(outDir, [
      buildHttpApiEvent({ path: '/v1/docs' }),
      buildHttpApiEvent({ path: '/v1/redoc' }),
      buildHttpApiEvent({ path: '/v1/openapi.json' }),
      buildHttpApiEvent({ path: '/v1/openapi.json', headers: asked }),
      buildHttpApiEvent({ path: '/v1/docs/assets/index.json' }),
    ]);
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 404]);
    expect(JSON.parse(responses[2]?.body ?? '')).toMatchObject({ openapi: '3.1.0' });
    expect(responses[3]).toMatchObject({ isBase64Encoded: true, headers: { 'content-encoding': 'br' } });
  });
});
