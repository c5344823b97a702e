import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { IsString } from 'class-validator';
import fc from 'fast-check';
import { CurrentCaller, SignedIn, type VerifiedCaller } from '@lambda-nest/access';
import { currentInvocation } from '@lambda-nest/gateway';
import {
  buildAlbEvent,
  buildContext,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildRestEvent,
} from '@lambda-nest/testing';
import { startApi, type TestApi } from '../start-api.ts';
import { withTestRoutes } from '../test-routes.ts';

class Secret {
  @IsString()
  text!: string;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

@Controller()
class EchoController {
  /** Waits twice, and reports in between, as a handler does. */
  @SignedIn()
  @Post('keep')
  async keep(
    @CurrentCaller() { claims }: VerifiedCaller,
    @Body() { text }: Secret,
    @Query('wait') wait: number,
  ): Promise<object> {
    await pause(wait);
    api.log.info('kept', { sub: claims.sub, text });
    await pause(15 - wait);
    return { sub: claims.sub, text };
  }

  /** Waits, so that invocations overlap, then tells who it believes to answer. */
  @SignedIn()
  @Get('echo')
  async echo(@CurrentCaller() { claims }: VerifiedCaller, @Query('wait') wait: number): Promise<object> {
    const before = currentInvocation();
    await pause(wait);
    const after = currentInvocation();
    return { sub: claims.sub, before: before?.requestId, after: after?.requestId, ip: after?.sourceIp };
  }
}

let api: TestApi;

beforeAll(async () => {
  const module = withTestRoutes([], { controllers: [EchoController] });
  api = await startApi({ module, environment: { EVENT_SOURCES: 'all' } });
});

afterAll(() => api.close());

const BUILDERS = [buildHttpApiEvent, buildFunctionUrlEvent, buildRestEvent] as const;

describe('invocations side by side', () => {
  it('are answered to their own callers, in whatever order they end', async () => {
    const call = fc.record({
      build: fc.constantFrom(...BUILDERS),
      wait: fc.integer({ min: 0, max: 15 }),
      path: fc.constantFrom('/echo', '/v1/users/whoami', '/v1/admin/endpoints', '/zz-signed-in', '/none'),
      groups: fc.constantFrom([], ['USERS'], ['ADMINS']),
      isSignedIn: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 25 }), async (calls) => {
        await Promise.all(
          calls.map(async ({ build, wait, path, groups, isSignedIn }, index) => {
            const sub = `uid-${index}`;
            const headers = isSignedIn ? api.bearer({ sub, groups }) : {};
            const requestId = `request-${sub}`;
            const sketch = { path: `${path}?wait=${wait}`, headers, requestId, sourceIp: `192.0.2.${index}` };
            const response = await api.send(build(sketch));
            expect([path, response.status]).toEqual([path, statusOf(path, isSignedIn, groups)]);
            if (path === '/echo' && isSignedIn)
              expect(response.json()).toEqual({
                sub,
                before: requestId,
                after: requestId,
                ip: sketch.sourceIp,
              });
            if (path === '/v1/users/whoami' && response.status === 200)
              expect(response.json()).toMatchObject({ claims: { sub } });
          }),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('keep their bodies apart, and each line of the log with its own', async () => {
    const call = fc.record({ build: fc.constantFrom(...BUILDERS), wait: fc.integer({ min: 0, max: 15 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 25 }), async (calls) => {
        api.lines.length = 0;
        await Promise.all(
          calls.map(async ({ build, wait }, index) => {
            const [sub, text] = [`uid-${index}`, `text-${index}`];
            const sketch = {
              method: 'POST',
              path: `/keep?wait=${wait}`,
              headers: api.bearer({ sub }),
              body: { text },
              requestId: `request-${index}`,
              sourceIp: `192.0.2.${index}`,
            };
            const response = await api.send(build(sketch));
            expect([response.status, response.json()]).toEqual([201, { sub, text }]);
          }),
        );
        for (const message of ['kept', 'request']) {
          const lines = api.lines.filter((line) => line['message'] === message);
          const own = lines.map(({ requestId, sourceIp, sub, text }) => ({ requestId, sourceIp, sub, text }));
          const said = (index: number): object =>
            message === 'kept' ? { sub: `uid-${index}`, text: `text-${index}` } : {};
          const expected = calls.map((_, index) => ({
            requestId: `request-${index}`,
            sourceIp: `192.0.2.${index}`,
            ...said(index),
          }));
          expect(own).toHaveLength(calls.length);
          expect(own).toEqual(expect.arrayContaining(expected));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('while the keys are still on their way share nothing either', async () => {
    const fresh = await startApi({ module: withTestRoutes([]) });
    const path = '/v1/admin/endpoints';
    const asked = [['USERS'], ['ADMINS'], [], ['ADMINS'], ['USERS']].map((groups, index) =>
      fresh.request({ path, headers: fresh.bearer({ sub: `uid-${index}`, groups }) }),
    );
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([403, 200, 403, 200, 403]);
    await fresh.close();
  });
});

describe('invocations in a row', () => {
  it('leave nothing behind', async () => {
    const path = '/v1/admin/endpoints';
    const admin = api.bearer({ groups: ['ADMINS'] });
    expect((await api.request({ path, headers: admin })).status).toBe(200);
    for (const event of [
      buildHttpApiEvent({ path }),
      buildRestEvent({ path }),
      buildAlbEvent({ path }),
      buildFunctionUrlEvent({ path, headers: { cookie: 'a=1' } }),
    ]) {
      expect((await api.send(event)).status).toBe(401);
    }
    expect((await api.request({ path, headers: api.bearer() })).status).toBe(403);
  });

  it('of one and the same event, sent again and again, are judged each time', async () => {
    const event = buildHttpApiEvent({ path: '/zz-signed-in', headers: api.bearer() });
    const frozen = structuredClone(event);
    for (let time = 0; time < 3; time += 1) expect((await api.send(event)).status).toBe(200);
    expect(event).toEqual(frozen);
  });

  it('that were aborted or late do not disturb the next', async () => {
    const hanging = api.request({ path: '/zz-hang' }, buildContext({ remainingMs: 60 }));
    const meanwhile = await api.request({ path: '/zz-signed-in', headers: api.bearer() });
    expect([meanwhile.status, (await hanging).status]).toEqual([200, 503]);
    expect((await api.request({ path: '/v1/manage/hc' })).status).toBe(200);
  });
});

function statusOf(path: string, isSignedIn: boolean, groups: readonly string[]): number {
  if (path === '/none') return 404;
  if (!isSignedIn) return 401;
  if (path === '/v1/admin/endpoints') return groups.includes('ADMINS') ? 200 : 403;
  return path === '/v1/users/whoami' && groups.length === 0 ? 403 : 200;
}
