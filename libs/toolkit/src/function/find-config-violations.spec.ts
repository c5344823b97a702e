import { describe, expect, it } from '@jest/globals';
import { findConfigViolations } from './find-config-violations.ts';

describe('findConfigViolations', () => {
  it('finds nothing in a function of which all is left to the defaults, or in a worker that says all', () => {
    expect(findConfigViolations({})).toEqual([]);
    expect(findConfigViolations({ api: '../api', timeout: 29, memoryMb: 256 })).toEqual([]);
    expect(
      findConfigViolations({
        kind: 'worker',
        timeout: 900,
        memoryMb: 128,
        schedules: ['rate(1 hour)', 'rate(5 minutes)', 'cron(0 3 * * ? *)', 'at(2027-01-01T00:00:00)'].map(
          (expression) => ({ expression }),
        ),
        statements: [{ actions: ['s3:DeleteObject'], resources: [{ 'Fn::GetAtt': ['Uploads', 'Arn'] }] }],
      }),
    ).toEqual([]);
  });

  it.each([
    [{ kind: 'queue' as 'worker' }, 'the kind "queue" must be api or worker.'],
    [
      { timeout: 20 },
      'timeout and memoryMb of a function with an API of its own are said in serverless.yml.',
    ],
    [
      { memoryMb: 512 },
      'timeout and memoryMb of a function with an API of its own are said in serverless.yml.',
    ],
    [{ api: '../api', timeout: 30 }, 'timeout must be a whole number of seconds from 1 to 29.'],
    [
      { api: '../api', contract: {}, accessTable: 'ACCESS.md' },
      'contract, accessTable are said by ../api, whose API has the routes. Move it there.',
    ],
    [
      { kind: 'worker' as const, api: '../api' },
      'a worker declares no routes, so it adds none to the API of another. Remove api.',
    ],
    [{ schedules: [{ expression: 'rate(1 hour)' }] }, 'schedules are for workers: an API handles requests.'],
    [
      { kind: 'worker' as const, contract: {} },
      'a worker has no contract: it declares no routes. Remove it.',
    ],
    [{ kind: 'worker' as const, timeout: 901 }, 'timeout must be a whole number of seconds from 1 to 900.'],
    [{ kind: 'worker' as const, timeout: 0.5 }, 'timeout must be a whole number of seconds from 1 to 900.'],
    [{ kind: 'worker' as const, memoryMb: 127 }, 'memoryMb must be a whole number from 128 to 10240.'],
    [
      { kind: 'worker' as const, schedules: [{ expression: 'every hour' }] },
      'the schedule "every hour" must be a rate(…), cron(…) or at(…) of EventBridge Scheduler.',
    ],
    [
      { statements: [{ actions: ['s3:*'], resources: ['arn:aws:s3:::mine/a'] }] },
      'the action "s3:*" must name one call, such as s3:PutObject.',
    ],
    [
      { statements: [{ actions: ['s3:GetObject'], resources: [] }] },
      'a statement must name actions and resources: what it leaves out would be nothing.',
    ],
    ...[
      { rate: 0, burst: 1 },
      { rate: 0.5, burst: 1 },
      { rate: 1, burst: 100_000 },
      { rate: '10' as unknown as number, burst: 20 },
    ].map(
      (limits) =>
        [
          { contract: { throttled: { 'GET /v1/orders': limits } } },
          'throttled must say of GET /v1/orders whole numbers from 1 to 99999, rate (requests a second) and burst (how many at once).',
        ] as const,
    ),
  ])('says what is wrong with %j', (config, violation) => {
    expect(findConfigViolations(config)).toEqual([violation]);
  });
});
