import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_BUDGET } from '../function/budget-limits.ts';
import { limitsOf, readAccepted, writeAccepted } from './accepted-state.ts';

const ACCEPTED = { zipBytes: 2_000_000, javascriptBytes: 600_000, modules: 401 };

describe('limitsOf', () => {
  it('leaves a twentieth above what was accepted', () => {
    expect(limitsOf(ACCEPTED, {})).toEqual({ zipBytes: 2_100_000, javascriptBytes: 630_000, modules: 422 });
  });

  it('never goes above what the function says of itself', () => {
    expect(limitsOf(ACCEPTED, { javascriptBytes: 610_000 })).toMatchObject({
      zipBytes: 2_100_000,
      javascriptBytes: 610_000,
    });
  });

  it('has defaults where nothing was accepted', () => {
    expect(limitsOf(undefined, { modules: 9 })).toEqual({ ...DEFAULT_BUDGET, modules: 9 });
  });
});

describe('the accepted state', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'budget-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read as it was written, without anything else that was measured', () => {
    const file = join(folder, 'budget.json');
    expect(readAccepted(file)).toBeUndefined();
    const measured = { ...ACCEPTED, builtins: ['vm'] };
    writeAccepted(file, measured);
    expect(readAccepted(file)).toEqual(ACCEPTED);
  });
});
