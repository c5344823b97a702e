import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeZip } from './write-zip.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zip-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes the files in the order given, zips them, and gives the bytes. */
function zip(name: string, files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const folder = join(root, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeZip(folder, join(root, `${name}.zip`));
  return readFileSync(join(root, `${name}.zip`));
}

describe('writeZip', () => {
  it('holds every file, in folders too, as it was', () => {
    const noise = crypto.getRandomValues(new Uint8Array(5000));
    const read = unzipSync(
      zip('a', {
        'lambda.mjs': 'export {};'.repeat(100),
        'docs/é.txt': 'ä',
        'noise.bin': noise,
        'empty.txt': '',
      }),
    );
    expect(Object.keys(read)).toEqual(['docs/é.txt', 'empty.txt', 'lambda.mjs', 'noise.bin']);
    expect(strFromU8(read['lambda.mjs'] ?? new Uint8Array())).toBe('export {};'.repeat(100));
    expect(strFromU8(read['docs/é.txt'] ?? new Uint8Array())).toBe('ä');
    expect(read['noise.bin']).toEqual(noise);
    expect(read['empty.txt']).toHaveLength(0);
  });

  it('is the same bytes for the same files, whenever and in whatever order they were written, and whatever their modes', () => {
    const first = zip('a', { one: '1', 'b/two': '2' });
    const second = zip('b', { 'b/two': '2', one: '1' });
    utimesSync(join(root, 'b/one'), 0, 0);
    chmodSync(join(root, 'b/one'), 0o600);
    writeZip(join(root, 'b'), join(root, 'b.zip'));
    expect(second.equals(first)).toBe(true);
    expect(readFileSync(join(root, 'b.zip')).equals(first)).toBe(true);
  });

  it('is other bytes for other content or another name', () => {
    const zips = [zip('a', { one: '1' }), zip('b', { one: '2' }), zip('c', { two: '1' })];
    expect(new Set(zips.map(String)).size).toBe(3);
  });

  it('says that everyone may read the files, as the user of a function must', () => {
    const bytes = zip('a', { one: '1' });
    const central = bytes.indexOf('PK\x01\x02');
    expect((bytes.readUInt32LE(central + 38) >>> 16).toString(8)).toBe('100644');
  });
});
