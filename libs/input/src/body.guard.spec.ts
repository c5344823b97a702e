import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import type { Problem } from '@lambda-nest/problem';
import { BodyGuard } from './body.guard.ts';
import { Consumes, FORM_MEDIA_TYPE, JSON_MEDIA_TYPE, readConsumes } from './consumes.decorator.ts';
import type { BodyLimits } from './read-body.ts';

class Orders {
  create(): void {}

  @Consumes(FORM_MEDIA_TYPE)
  signIn(): void {}
}

type Sent = { method?: string; text?: string; type?: string; handler?: keyof Orders; context?: string };

async function pass(sent: Sent, limits?: Partial<BodyLimits>): Promise<{ passed: unknown; body: unknown }> {
  const { method = 'POST', text = '', type = JSON_MEDIA_TYPE, handler = 'create', context = 'http' } = sent;
  const request = Object.assign(Readable.from(text === '' ? [] : [Buffer.from(text)]), {
    method,
    headers: { 'content-type': type },
    body: 'left by another' as unknown,
  });
  const execution = {
    getType: () => context,
    getClass: () => Orders,
    getHandler: () => Orders.prototype[handler],
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  const passed = await new BodyGuard(limits).canActivate(execution);
  return { passed, body: request.body };
}

const rejectionOf = (sent: Sent, limits?: Partial<BodyLimits>): Promise<unknown> =>
  pass(sent, limits).then(
    () => 'passed',
    (problem: Problem) => problem.body.status,
  );

describe('BodyGuard', () => {
  it.each(['POST', 'PUT', 'PATCH'])('reads the body of a %s', async (method) => {
    expect(await pass({ method, text: '{"a":1}' })).toEqual({ passed: true, body: { a: 1 } });
  });

  it.each(['GET', 'HEAD', 'DELETE', 'OPTIONS'])(
    'leaves a %s without one, whatever was sent',
    async (method) => {
      expect(await pass({ method, text: '{' })).toEqual({ passed: true, body: undefined });
    },
  );

  it('takes the media types of the route, JSON where it names none', async () => {
    const text = 'a=1';
    expect(await pass({ handler: 'signIn', type: FORM_MEDIA_TYPE, text })).toMatchObject({
      body: { a: '1' },
    });
    expect(await rejectionOf({ handler: 'signIn', text: '{}' })).toBe(415);
    expect(await rejectionOf({ type: FORM_MEDIA_TYPE, text })).toBe(415);
    expect(readConsumes(Orders.prototype.signIn)).toEqual(['application/x-www-form-urlencoded']);
    expect(readConsumes(Orders.prototype.create)).toEqual(['application/json']);
  });

  it('is closed to anything but a request', async () => {
    expect((await pass({ context: 'rpc', text: '{}' })).passed).toBe(false);
  });

  it.each<[string, number, Sent]>([
    ['1 MiB', 200, { text: `"${'x'.repeat(1_048_574)}"` }],
    ['more', 413, { text: `"${'x'.repeat(1_048_575)}"` }],
    ['32 levels', 200, { text: '['.repeat(32) + ']'.repeat(32) }],
    ['33 levels', 400, { text: '['.repeat(33) + ']'.repeat(33) }],
    ['50,000 values', 200, { text: `[${'1,'.repeat(49_999)}1]` }],
    ['50,001 values', 400, { text: `[${'1,'.repeat(50_000)}1]` }],
    ['1,000 members', 200, { text: membersOf(1_000) }],
    ['1,001 members', 400, { text: membersOf(1_001) }],
  ])('bounds a body where nothing else is said: %s is %i', async (_, status, sent) => {
    expect(await rejectionOf(sent)).toBe(status === 200 ? 'passed' : status);
  });

  it('bounds a body as it is told', async () => {
    expect(await rejectionOf({ text: '[1]' }, { bytes: 2 })).toBe(413);
    expect(await rejectionOf({ text: '[[1]]' }, { depth: 1 })).toBe(400);
  });
});

function membersOf(count: number): string {
  return `{${Array.from({ length: count }, (_, index) => `"m${index}":1`).join()}}`;
}
