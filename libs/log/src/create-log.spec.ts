import { describe, expect, it, jest } from '@jest/globals';
import { createLog, type LogOptions } from './create-log.ts';

function record(options: LogOptions = {}) {
  const lines: string[] = [];
  return { lines, log: createLog({ ...options, write: (line) => lines.push(line) }) };
}

describe('createLog', () => {
  it('writes one JSON object a line', () => {
    const { lines, log } = record({ context: () => ({ requestId: 'r-1' }) });
    log.info('request', { status: 200 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'info',
      message: 'request',
      requestId: 'r-1',
      status: 200,
    });
  });

  it('stays on one line, whatever the fields hold', () => {
    const { lines, log } = record();
    log.warn('odd\nmessage', { path: '/x\n{"level":"error","message":"forged"}\r\u2028' });
    expect(lines[0]?.trimEnd()).not.toMatch(/[\n\r]/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', message: 'odd\nmessage' });
  });

  it.each(['\u0085', '\u009b2J', '\u007f', '\u2028', '\u2029', '\u202e', '\u2066', '\ufeff', '\u001b[2J'])(
    'escapes what ends a line or moves text for some reader: %j',
    (odd) => {
      for (const pretty of [false, true]) {
        const { lines, log } = record({ pretty });
        const error = Object.assign(new Error(odd), { stack: `Error: ${odd}\n    at x` });
        log.warn(`a${odd}`, { [`name${odd}`]: odd, list: [odd], error });
        const [line = ''] = lines;
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff](?<!\n)/u);
        expect(line.split('\n')).toHaveLength(pretty ? 4 : 2);
        if (!pretty) expect(JSON.parse(line)).toMatchObject({ message: `a${odd}`, list: [odd] });
      }
    },
  );

  it('lets no field pass itself off as its level, message or time', () => {
    const { lines, log } = record();
    log.info('real', { level: 'error', message: 'forged', time: 'never', status: 1 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', message: 'real', status: 1 });
    expect(lines[0]).not.toMatch(/never|forged/);
  });

  it.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('writes from %s on', (level, count) => {
    const { lines, log } = record({ level });
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(lines).toHaveLength(count);
  });

  it('writes to standard output from info on, unless told otherwise', () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const log = createLog();
    log.debug('a');
    log.info('b');
    const written = write.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
    write.mockRestore();
    expect(written).toEqual([expect.objectContaining({ level: 'info', message: 'b' })]);
  });

  it('writes one line for people where there is no error', () => {
    const { lines, log } = record({ pretty: true });
    log.warn('careful', { n: 1 });
    expect(lines).toEqual(['WARN  careful n=1\n']);
  });

  it('writes for people when asked, a stack on lines of its own and no control character', () => {
    const { lines, log } = record({ pretty: true });
    log.error('request failed', { path: '/\u001b[2J', n: 1, none: undefined, error: new Error('boom') });
    expect(lines[0]).toMatch(/^ERROR request failed path=\/\\u001b\[2J n=1\nError: boom\n {4}at /);
  });

  it('writes the causes of an error for people too', () => {
    const { lines, log } = record({ pretty: true });
    const root = Object.assign(new Error('connect ECONNREFUSED'), { stack: 'Error: connect ECONNREFUSED' });
    const error = Object.assign(new TypeError('fetch failed', { cause: root }), {
      stack: 'TypeError: fetch failed',
    });
    log.error('request failed', { error });
    expect(lines[0]).toBe(
      'ERROR request failed\nTypeError: fetch failed\nCaused by: Error: connect ECONNREFUSED\n',
    );
  });

  it.each([
    ['a text', 'no stock', ['Caused by: no stock']],
    ['an object', { left: 0 }, ['Caused by: {"left":0}']],
    ['null', null, []],
    ['nothing', undefined, []],
  ])('writes a cause that is no error for people too: %s', (_what, cause, written) => {
    const { lines, log } = record({ pretty: true });
    const error = Object.assign(new Error('a'), { stack: 'Error: a', cause });
    log.error('request failed', { error });
    expect(lines[0]?.trimEnd().split('\n').slice(2)).toEqual(written);
  });

  it.each([
    ['JSON', false],
    ['lines for people', true],
  ])('names the sources of stacks and of their causes, in %s', (_what, pretty) => {
    const mapStack = (stack: string): string => stack.replace('bundle.js:1', 'orders.ts:7');
    const { lines, log } = record({ pretty, mapStack });
    const cause = Object.assign(new Error('b'), { stack: 'Error: b\n    at g (bundle.js:1:2)' });
    const error = Object.assign(new Error('a', { cause }), { stack: 'Error: a\n    at f (bundle.js:1:1)' });
    log.error('request failed', { error });
    expect(lines[0]).toContain('orders.ts:7:1');
    expect(lines[0]).toContain('orders.ts:7:2');
    expect(lines[0]).not.toContain('bundle.js');
  });

  it('keeps a stack whose sources cannot be named', () => {
    const mapStack = (): string => {
      throw new Error('no map');
    };
    const { lines, log } = record({ mapStack });
    log.error('request failed', { error: Object.assign(new Error('a'), { stack: 'Error: a' }) });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      error: { stack: 'Error: a\n    (sources unknown: no map)' },
    });
  });
});
