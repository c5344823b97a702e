import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { spoilCache } from './spoil-cache.ts';

const SOURCE = '(function twice(n) { return n * 2; })';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spoil-cache-'));
  mkdirSync(join(folder, 'from'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('spoilCache', () => {
  it('leaves a copy whose cache V8 rejects, and the original as it was', () => {
    writeFileSync(join(folder, 'from', 'main.cache'), new Script(SOURCE).createCachedData());
    writeFileSync(join(folder, 'from', 'main.js'), SOURCE);
    spoilCache(join(folder, 'from'), join(folder, 'to'));
    const isRejected = (where: string): boolean | undefined =>
      new Script(SOURCE, { filename: where, cachedData: readFileSync(join(folder, where, 'main.cache')) })
        .cachedDataRejected;
    expect([isRejected('from'), isRejected('to')]).toEqual([false, true]);
    expect(readFileSync(join(folder, 'to', 'main.js'), 'utf8')).toBe(SOURCE);
  });

  it('says so when there is no cache to spoil', () => {
    expect(() => spoilCache(join(folder, 'from'), join(folder, 'to'))).toThrow(
      /^No code cache \(\*\.cache\) in /,
    );
  });
});
