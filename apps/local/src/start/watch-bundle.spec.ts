import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundleWatch } from './watch-bundle.ts';
import { watchBundle } from './watch-bundle.ts';

let folder: string;
let watch: BundleWatch;
let changes = 0;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'bundle-')), 'lambda');
  await mkdir(folder);
  await writeFile(join(folder, 'lambda.mjs'), '1');
  changes = 0;
  watch = await watchBundle(
    folder,
    () => {
      changes += 1;
    },
    20,
  );
});

afterEach(async () => {
  watch.close();
  await rm(join(folder, '..'), { recursive: true });
});

describe('watchBundle', () => {
  it('tells once of a bundle that somebody else put there', async () => {
    await rm(folder, { recursive: true });
    await wait(60);
    await mkdir(folder);
    await writeFile(join(folder, 'lambda.mjs'), '2');
    await writeFile(join(folder, 'chunk.js'), '2');
    await wait(200);
    expect(changes).toBe(1);
  });

  it('tells nothing of a folder that was only removed', async () => {
    await rm(folder, { recursive: true });
    await wait(200);
    expect(changes).toBe(0);
    await mkdir(folder);
  });

  it('tells nothing of what is changed by way of it', async () => {
    await watch.during(async () => {
      await writeFile(join(folder, 'lambda.mjs'), '3');
      await wait(100);
      await writeFile(join(folder, 'other.mjs'), '3');
    });
    await wait(200);
    expect(changes).toBe(0);
  });
});
