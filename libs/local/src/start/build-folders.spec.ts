import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuildFolders } from './build-folders.ts';

let parent: string;

beforeEach(() => {
  parent = join(mkdtempSync(join(tmpdir(), 'folders-')), 'local');
});

afterEach(() => rmSync(join(parent, '..'), { recursive: true }));

describe('createBuildFolders', () => {
  it('gives every build a folder of its own', () => {
    const folders = createBuildFolders(parent, 7);
    const [first, second] = [folders.next(), folders.next()];
    expect([first, second]).toEqual([join(parent, '7/1'), join(parent, '7/2')]);
    folders.remove(first);
    expect([existsSync(first), existsSync(second)]).toEqual([false, true]);
    folders.close();
    expect(existsSync(second)).toBe(false);
  });

  it('removes what an ended process left, and nothing of one that runs', () => {
    const { pid: ended } = spawnSync(process.execPath, ['-e', '']);
    for (const name of [String(ended), String(process.ppid), 'infra']) {
      mkdirSync(join(parent, name), { recursive: true });
      writeFileSync(join(parent, name, 'file'), '');
    }
    createBuildFolders(parent);
    expect(existsSync(join(parent, String(ended)))).toBe(false);
    expect(existsSync(join(parent, 'infra'))).toBe(false);
    expect(existsSync(join(parent, String(process.ppid), 'file'))).toBe(true);
  });
});
