import { describe, expect, it } from '@jest/globals';
import { MEASURES, readOptions } from './read-options.ts';

describe('readOptions', () => {
  it('measures everything of every candidate when nothing is asked for', () => {
    expect(readOptions([])).toEqual({
      measures: MEASURES,
      cases: [],
      runs: 21,
      latency: 0,
      build: true,
      write: true,
      help: false,
    });
  });

  it('takes lists, counts and negations', () => {
    const given = ['--only', 'first, warm', '--cases=hono,', '--runs', '5', '--latency', '50', '--no-build'];
    expect(readOptions(given)).toMatchObject({
      measures: ['first', 'warm'],
      cases: ['hono'],
      runs: 5,
      latency: 50,
      build: false,
      write: true,
    });
  });

  it.each([
    {
      args: ['--only', 'cold'],
      message: '--only takes a list of first, start, warm, memory, size, soak; got cold',
    },
    { args: ['--runs', '0'], message: '--runs takes a whole number from 1; got 0' },
    { args: ['--runs', '1.5'], message: '--runs takes a whole number from 1; got 1.5' },
    { args: ['--latency', '50ms'], message: '--latency takes a whole number from 0; got 50ms' },
  ])('rejects $args', ({ args, message }) => {
    expect(() => readOptions(args)).toThrow(new Error(message));
  });

  it('rejects an option it does not know', () => {
    expect(() => readOptions(['--fast'])).toThrow("Unknown option '--fast'");
  });
});
