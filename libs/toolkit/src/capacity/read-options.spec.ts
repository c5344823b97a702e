import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OptionError, readOptions } from './read-options.ts';

const GIVEN = ['--init-ms', '100', '--compute-ms', '2'];
let folder: string;
let results: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-'));
  results = join(folder, 'results.json');
  const readings = [
    { measure: 'first', case: 'this project, whoami with a token', value: 70 },
    { measure: 'warm', case: 'this project, whoami with a token', value: 90 },
  ];
  writeFileSync(
    results,
    JSON.stringify({ taken: { at: '2026-01-02T03:04:05Z', node: 'v24.1.0' }, readings }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readOptions', () => {
  it('takes the times of the bench, slower by the share of a processor that the memory brings', () => {
    const { model, measured } = readOptions(['--results', results, '--memory-mb', '884']);
    expect(model.times.initMs).toBeCloseTo(70 * (1769 / 884));
    expect(model.times.computeMs).toBeCloseTo(0.09 * (1769 / 884));
    expect(measured).toContain('2026-01-02 with v24.1.0');
  });

  it('takes times that are given, as they are with a whole processor', () => {
    const { times } = readOptions([...GIVEN, '--memory-mb', '3008']).model;
    expect([times.initMs, times.computeMs]).toEqual([100, 2]);
  });

  it.each([
    [['--rates', '10,many'], '--rates is not a number from 0.01 to 100000.'],
    [['--rates', '0'], '--rates is not a number from 0.01 to 100000.'],
    [['--memory-mb', '127'], '--memory-mb is not a whole number from 128 to 10240.'],
    [['--seed', '1.5'], '--seed is not a whole number from 0 to 4294967295.'],
    [['--wait-ms', '200'], '--wait-p99-ms is less than --wait-ms, which is the median.'],
    [['--architecture', 'arm'], '--architecture is not arm64 or x86_64.'],
    [['--account-concurrency', '100'], '--account-concurrency is not a whole number from 101 to 1000000.'],
  ])('rejects %j', (args, message) => {
    expect(() => readOptions([...GIVEN, ...args])).toThrow(new OptionError(message));
  });

  it('rejects an option that it does not have, and says where they stand', () => {
    expect(() => readOptions(['--rate', '1'])).toThrow(
      /'--rate'.* npm run capacity -- --help lists the options\.$/,
    );
  });

  it('rejects one time without the other', () => {
    expect(() => readOptions(['--init-ms', '100', '--results', results])).toThrow(
      new OptionError(
        '--init-ms and --compute-ms belong together. Give both, or none for those of the bench.',
      ),
    );
  });

  it('says what to do when the bench was never run', () => {
    expect(() => readOptions(['--results', 'missing.json'])).toThrow(
      new OptionError('There is no missing.json. Run `npm run bench`, or give --init-ms and --compute-ms.'),
    );
  });
});
