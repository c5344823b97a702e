import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ERRORS } from './error-codes.ts';
import { problemBody } from './problem-body.ts';

const entries = Object.entries(ERRORS);
const codes = new Set(entries.map(([, { code }]) => code));

/** Codes in the first column of the README's table of errors. */
const tabulated = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| `[45]\d{5}`/.test(line))
  .flatMap((line) => (line.split('|')[1] ?? '').match(/[45]\d{5}/g) ?? []);

describe('the codes of errors', () => {
  it.each(entries)('begins with its status: %s', (_name, { status, code }) => {
    expect(code).toMatch(new RegExp(`^${status}\\d{3}$`));
  });

  it.each(entries)('is one sentence for the caller, or none: %s', (_name, entry) => {
    expect('detail' in entry ? entry.detail : 'None.').toMatch(/^[A-Z].*\.$/);
  });

  it.each(entries.filter(([, { code }]) => code.endsWith('000')))(
    'has the code of its status where nothing else is said: %s',
    (_name, { status, code }) => {
      expect(problemBody({ status, detail: '' }).code).toBe(code);
    },
  );

  it('has each code in the table of the README, and no other', () => {
    expect(new Set(tabulated)).toEqual(codes);
  });

  it('says each code in one row of the table', () => {
    expect(tabulated).toHaveLength(new Set(tabulated).size);
  });
});
