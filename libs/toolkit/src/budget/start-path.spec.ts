import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readStartPath, writeStartPath } from './start-path.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-path-'));
  file = join(folder, 'start-path.txt');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('readStartPath', () => {
  it('reads what was written', () => {
    writeStartPath(file, ['rxjs/index.js', 'node:vm']);
    expect(readStartPath(file)).toEqual(new Set(['node:vm', 'rxjs/index.js']));
  });

  it('reads the lines of a checkout that ends them with CRLF', () => {
    writeFileSync(file, 'node:vm\r\nrxjs/index.js\r\n');
    expect(readStartPath(file)).toEqual(new Set(['node:vm', 'rxjs/index.js']));
  });

  it('knows none where there is no list', () => {
    expect(readStartPath(file)).toBeUndefined();
  });
});
