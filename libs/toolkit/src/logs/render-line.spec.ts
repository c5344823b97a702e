import { describe, expect, it } from '@jest/globals';
import { renderLine } from './render-line.ts';

const timestamp = Date.parse('2026-11-29T18:05:12.123Z');
const render = (label: string, message: string | object): string =>
  renderLine(
    { label, timestamp, message: typeof message === 'string' ? message : JSON.stringify(message) },
    6,
  );

describe('a line of a log', () => {
  it.each<[string, string, string | object, string]>([
    [
      'of the application begins with its level and what it says',
      'api',
      { time: 'x', level: 'warn', message: 'sign-in failed', requestId: 'r=', reason: 'two words' },
      '18:05:12.123  api     warn   sign-in failed requestId=r= reason="two words"',
    ],
    [
      'of the gateway begins with status, method and path, and leaves out what is not there',
      'access',
      {
        time: 1,
        requestId: 'r=',
        method: 'GET',
        route: 'GET /v1/x',
        status: '401',
        ms: '7',
        integrationMs: '-',
      },
      '18:05:12.123  access  401    GET /v1/x 7 ms requestId=r=',
    ],
    [
      'of the platform shows its measurements',
      'api',
      { time: 'x', type: 'platform.report', record: { requestId: 'r', metrics: { durationMs: 1.5 } } },
      '18:05:12.123  api     ·      report requestId=r durationMs=1.5',
    ],
    [
      'that is text stays as it is',
      'api',
      'START RequestId: r\n',
      '18:05:12.123  api     START RequestId: r',
    ],
    ['that is no whole JSON stays as it is', 'api', '{"level":', '18:05:12.123  api     {"level":'],
    [
      'with an error has its stack below it',
      'api',
      { level: 'error', message: 'no', stack: 'Error: no\n    at x' },
      '18:05:12.123  api     error  no\nError: no\n    at x',
    ],
  ])('%s', (_, label, message, expected) => {
    expect(render(label, message)).toBe(expected);
  });
});
