import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Query } from '@nestjs/common';
import fc from 'fast-check';
import { CurrentCaller, SignedIn, type VerifiedCaller } from '#access';
import { currentInvocation } from '#gateway';
import {
  buildAlbEvent,
  buildContext,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildRestEvent,
} from '../../../../libs/gateway/test/build-event.ts';
import { startApi, type TestApi } from '../start-api.ts';
import { withTestRoutes } from '../test-routes.ts';
import { noteTries } from './note-tries.ts';

@Controller()
class EchoController {
  /** Waits, so that invocations overlap, then tells who it believes to answer. */
  @SignedIn()
  @Get('echo')
  async echo(@CurrentCaller() { claims }: VerifiedCaller, @Query('wait') wait: number): Promise<object> {
    const before = currentInvocation();
    await new Promise((resolve) => setTimeout(resolve, wait));
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
    let tries = 0;
    const call = fc.record({
      build: fc.constantFrom(...BUILDERS),
      wait: fc.integer({ min: 0, max: 15 }),
      path: fc.constantFrom('/echo', '/v1/users/whoami', '/v1/admin/endpoints', '/zz-signed-in', '/none'),
      groups: fc.constantFrom([], ['USERS'], ['ADMINS']),
      isSignedIn: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 25 }), async (calls) => {
        tries += calls.length;
        await Promise.all(
          calls.map(async ({ build, wait, path, groups, isSignedIn }, index) => {
            const sub = `uid-${index}`;
            const headers = isSignedIn ? api.bearer({ sub, groups }) : {};
            const requestId = `request-${sub}`;
            const sketch = { path: `${path}?wait=${wait}`, headers, requestId, sourceIp: `192.0.2.${index}` };
            const answer = await api.send(build(sketch));
            expect([path, answer.status]).toEqual([path, statusOf(path, isSignedIn, groups)]);
            if (path === '/echo' && isSignedIn)
              expect(answer.json()).toEqual({
                sub,
                before: requestId,
                after: requestId,
                ip: sketch.sourceIp,
              });
            if (path === '/v1/users/whoami' && answer.status === 200)
              expect(answer.json()).toMatchObject({ claims: { sub } });
          }),
        );
      }),
      { numRuns: 40 },
    );
    noteTries('State between invocations', tries);
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
