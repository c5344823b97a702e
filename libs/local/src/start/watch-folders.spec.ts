import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchFolders } from './watch-folders.ts';

let root: string;
let names: string[];
let watching: { close(): void };

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watch-'));
  await mkdir(join(root, 'deep/deeper'), { recursive: true });
  await writeFile(join(root, 'deep/deeper/a.ts'), '0');
  names = [];
  watching = watchFolders([root], (name) => names.push(name));
});

afterEach(async () => {
  watching.close();
  await rm(root, { recursive: true, force: true });
});

async function sees(name: string): Promise<void> {
  const until = Date.now() + 2_000;
  while (!names.includes(name) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(names).toContain(name);
  names.length = 0;
}

describe('watchFolders', () => {
  it('sees a file that is written in place', async () => {
    await writeFile(join(root, 'deep/deeper/a.ts'), '1');
    await sees('a.ts');
  });

  it('sees a file that is replaced by another of its name, again and again', async () => {
    for (let round = 0; round < 5; round += 1) {
      await writeFile(join(root, 'deep/deeper/a.tmp'), String(round));
      await rename(join(root, 'deep/deeper/a.tmp'), join(root, 'deep/deeper/a.ts'));
      await sees('a.ts');
    }
  });

  it('sees files of a folder that comes, and of one that comes back', async () => {
    for (let round = 0; round < 2; round += 1) {
      await mkdir(join(root, 'new'));
      await sees('new');
      await writeFile(join(root, 'new/b.ts'), '1');
      await sees('b.ts');
      await rm(join(root, 'new'), { recursive: true });
      await sees('new');
    }
  });

  it('sees files of a folder that is replaced by another of its name at once, as by a change of branch', async () => {
    for (let round = 0; round < 3; round += 1) {
      rmSync(join(root, 'deep'), { recursive: true });
      mkdirSync(join(root, 'deep/deeper'), { recursive: true });
      await sees('deep');
      await writeFile(join(root, 'deep/deeper/a.ts'), '1');
      await sees('a.ts');
    }
  });

  it('sees files of a folder that is renamed, and renamed back', async () => {
    for (const [from, to] of [
      ['deep', 'other'],
      ['other', 'deep'],
    ] as const) {
      await rename(join(root, from), join(root, to));
      await sees(to);
      await writeFile(join(root, to, 'deeper/a.ts'), '1');
      await sees('a.ts');
    }
  });

  it('sees a file that goes', async () => {
    await rm(join(root, 'deep/deeper/a.ts'));
    await sees('a.ts');
  });

  it('sees nothing once it is closed', async () => {
    watching.close();
    await writeFile(join(root, 'deep/deeper/a.ts'), '1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(names).toEqual([]);
  });
});
