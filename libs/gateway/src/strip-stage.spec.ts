import { describe, expect, it, jest } from '@jest/globals';
import {
  captureLog,
  buildAlbEvent,
  buildContext,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
} from '@lambda-nest/testing';
import { createHandler } from './create-handler.ts';
import { EVENT_SOURCES } from './event/detect-source.ts';
import { stripStage } from './strip-stage.ts';

function setUp(stage?: string) {
  const { log, records } = captureLog();
  const middleware = stripStage({ stage, log });
  const handler = createHandler(
    (request, response) => {
      const rewritten = request as typeof request & { url: string; originalUrl?: string };
      rewritten.originalUrl = rewritten.url;
      middleware(rewritten, response, () => response.end(`${rewritten.url} ${rewritten.originalUrl}`));
    },
    { log, eventSources: EVENT_SOURCES },
  );
  const strip = async (event: unknown) => ((await handler(event, buildContext())) as { body: string }).body;
  return { strip, records };
}

describe('stripStage, in Lambda', () => {
  it.each([
    ['/v1/x', '/v1/x'],
    ['/v1/x?a=prod', '/v1/x?a=prod'],
    ['/', '/'],
    ['/prod/v1', '/prod/v1'],
    ['/a%20b', '/a%20b'],
  ])('removes a named stage from the front of %s', async (path, expected) => {
    for (const event of [
      buildHttpApiEvent({ path, stage: 'prod' }),
      buildHttpApiV1Event({ path, stage: 'prod' }),
    ]) {
      expect(await setUp().strip(event)).toBe(`${expected} ${expected}`);
    }
  });

  it.each([
    ['/prod', '/'],
    ['/prod?a=1', '/?a=1'],
    ['/prod/', '/'],
    ['/prodhealth', '/prodhealth'],
    ['/prod;x/health', '/prod;x/health'],
    ['/PROD/health', '/PROD/health'],
    ['/health/prod', '/health/prod'],
    ['/prod/prod/health', '/prod/health'],
  ])('makes of %s, as sent by the stage prod, %s', async (sent, expected) => {
    const [rawPath = '', rawQueryString = ''] = sent.split('?');
    const event = { ...buildHttpApiEvent({ stage: 'prod' }), rawPath, rawQueryString };
    expect(await setUp().strip(event)).toBe(`${expected} ${expected}`);
  });

  it.each([
    ['the stage is $default', { ...buildHttpApiEvent(), rawPath: '/prod/x' }],
    ['the stage is another', { ...buildHttpApiEvent({ stage: 'dev' }), rawPath: '/prod/x' }],
    ['it is a REST API', buildRestEvent({ path: '/prod/x', stage: 'prod' })],
    ['it is a Function URL', buildFunctionUrlEvent({ path: '/prod/x' })],
    ['it is a load balancer', buildAlbEvent({ path: '/prod/x' })],
  ])('removes nothing when %s', async (_, event) => {
    expect(await setUp('prod').strip(event)).toBe('/prod/x /prod/x');
  });

  it('does not take $default for a segment', async () => {
    const event = { ...buildHttpApiEvent(), rawPath: '/$default/x' };
    expect(await setUp('$default').strip(event)).toBe('/$default/x /$default/x');
  });

  it('logs once that event and configuration name different stages', async () => {
    const { strip, records } = setUp('prod');
    await strip(buildHttpApiEvent({ stage: 'dev' }));
    await strip(buildHttpApiEvent({ stage: 'dev' }));
    expect(records).toEqual([
      { level: 'warn', message: 'stage differs from the configured one', stage: 'dev', expected: 'prod' },
    ]);
  });

  it.each([
    ['they agree', 'dev', buildHttpApiEvent({ stage: 'dev' })],
    ['none is configured', undefined, buildHttpApiEvent({ stage: 'dev' })],
    ['the source has no stage in its paths', 'dev', buildRestEvent({ stage: 'prod' })],
  ])('logs nothing when %s', async (_, configured, event) => {
    const { strip, records } = setUp(configured);
    await strip(event);
    expect(records).toEqual([]);
  });
});

describe('stripStage, as an HTTP server', () => {
  it.each([
    ['local', '/local/v1/x?a=/local', '/v1/x?a=/local'],
    ['local', '/local', '/'],
    ['local', '/v1/x', '/v1/x'],
    ['local', '/locals/x', '/locals/x'],
    ['$default', '/$default/x', '/$default/x'],
    [undefined, '/local/x', '/local/x'],
    [undefined, '/undefined/x', '/undefined/x'],
  ])('with the stage %s makes of %s %s', (stage, url, expected) => {
    const { log, records } = captureLog();
    const request = { url, originalUrl: url };
    const next = jest.fn();
    stripStage({ stage, log })(request, {}, next);
    expect(request).toEqual({ url: expected, originalUrl: expected });
    expect(next).toHaveBeenCalledTimes(1);
    expect(records).toEqual([]);
  });
});
