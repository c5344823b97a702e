import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFiles, zipSize } from './zip-size.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zip-size-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('zipSize', () => {
  it('is the end record of an empty folder', () => {
    expect(zipSize(folder)).toBe(22);
  });

  it('counts the headers, the name twice and the content as it is when that is shorter', () => {
    writeFileSync(join(folder, 'a.bin'), randomBytes(1000));
    expect(zipSize(folder)).toBe(22 + 30 + 46 + 2 * 5 + 1000);
  });

  it('counts the deflated content of files in folders', () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'a.txt'), 'a'.repeat(100_000));
    expect(zipSize(folder)).toBeLessThan(400);
  });
});

describe('listFiles', () => {
  it('lists files, not folders, in a stable order', () => {
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'b', 'x'), '');
    writeFileSync(join(folder, 'a'), '');
    expect(listFiles(folder)).toEqual([join(folder, 'a'), join(folder, 'b', 'x')]);
  });
});
