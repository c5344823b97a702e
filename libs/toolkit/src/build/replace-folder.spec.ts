import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { replaceFolder } from './replace-folder.ts';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'replace-'));
  folder = join(root, 'deep', 'made');
});
afterEach(() => rmSync(root, { recursive: true }));

const make = (text: string) => (into: string) => Promise.resolve(writeFileSync(join(into, 'file'), text));
const read = (): string => readFileSync(join(folder, 'file'), 'utf8');

describe('replaceFolder', () => {
  it('makes the folder, and leaves nothing else beside it', async () => {
    await replaceFolder(folder, make('first'));
    await replaceFolder(folder, make('second'));
    expect(read()).toBe('second');
    expect(readdirSync(join(folder, '..'))).toEqual(['made']);
  });

  it('drops what the folder held and the new one does not', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'old'), '');
    await replaceFolder(folder, make('new'));
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('has all of it or nothing in place while it is made', async () => {
    await replaceFolder(folder, make('first'));
    await replaceFolder(folder, async (into) => {
      writeFileSync(join(into, 'half'), '');
      expect(readdirSync(folder)).toEqual(['file']);
      await make('second')(into);
    });
    expect(readdirSync(folder).toSorted()).toEqual(['file', 'half']);
  });

  it('leaves the folder as it was when making it fails', async () => {
    await replaceFolder(folder, make('first'));
    await expect(replaceFolder(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(read()).toBe('first');
    expect(readdirSync(join(folder, '..'))).toEqual(['made']);
  });
});
