import { describe, expect, it } from '@jest/globals';
import { buildHttpApiEvent } from '@lambda-nest/testing';
import { readWarmUp } from './read-warm-up.ts';

const ONE = { concurrency: 1, invocation: 1 };

describe('readWarmUp', () => {
  it.each([
    ['serverless-plugin-warmup', { source: 'serverless-plugin-warmup' }, ONE],
    ['lambda-warmer', { warmer: true, concurrency: 3 }, { concurrency: 3, invocation: 1 }],
    ['a concurrency in text', { warmer: true, concurrency: '3' }, { concurrency: 3, invocation: 1 }],
    ['no concurrency', { warmer: true }, ONE],
    ['a concurrency that is none', { warmer: true, concurrency: 'many' }, ONE],
    ['a concurrency of 0', { warmer: true, concurrency: 0 }, ONE],
    ['a negative concurrency', { warmer: true, concurrency: -2 }, ONE],
    ['a fraction', { warmer: true, concurrency: 2.9 }, { concurrency: 2, invocation: 1 }],
    [
      'a concurrency beyond all sense',
      { warmer: true, concurrency: 1e9 },
      { concurrency: 100, invocation: 1 },
    ],
    ['a test ping', { warmer: true, concurrency: 3, test: true }, ONE],
    [
      'a ping fanned out by lambda-warmer',
      { warmer: true, __WARMER_INVOCATION__: 2, __WARMER_CONCURRENCY__: 3, __WARMER_CORRELATIONID__: 'c-1' },
      { concurrency: 1, invocation: 2, correlationId: 'c-1' },
    ],
    [
      'a ping fanned out by the Python port',
      { warmer: true, __WARMER_INVOCATION__: 2, __WARMER_CONCURRENCY__: 3, __WARMER_CORRELATION_ID__: 'c-2' },
      { concurrency: 1, invocation: 2, correlationId: 'c-2' },
    ],
    [
      'a long correlation id',
      { warmer: true, __WARMER_CORRELATIONID__: 'c'.repeat(500) },
      { ...ONE, correlationId: 'c'.repeat(100) },
    ],
    ['a correlation id that is no text', { warmer: true, __WARMER_CORRELATIONID__: {} }, ONE],
  ])('reads %s', (_, event, expected) => {
    expect(readWarmUp(event)).toEqual(expected);
  });

  it.each([null, {}, [], 'event'])(
    'reads serverless-plugin-warmup from the client context of %j',
    (event) => {
      const clientContext = { custom: { source: 'serverless-plugin-warmup' } } as never;
      expect(readWarmUp(event, { clientContext })).toEqual(ONE);
    },
  );

  it.each([
    ['null', null],
    ['a list', [{ warmer: true }]],
    ['an empty object', {}],
    ['warmer off', { warmer: false, concurrency: 2 }],
    ['another source', { source: 'aws.s3' }],
    ['a request', { ...buildHttpApiEvent(), warmer: true, source: 'serverless-plugin-warmup' }],
    ['records', { Records: [], warmer: true }],
    ['a rule of EventBridge', { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }],
    ['an event of EventBridge', { source: 'serverless-plugin-warmup', 'detail-type': 'Order', warmer: true }],
  ])('reads none from %s', (_, event) => {
    expect(readWarmUp(event, { clientContext: undefined })).toBeUndefined();
  });
});
