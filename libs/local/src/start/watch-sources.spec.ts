import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchSources } from './watch-sources.ts';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let root: string;
let calls: number;
let atOnce: number;
let release: () => void;
let watching: { close(): void };

beforeEach(async () => {
  release = () => undefined;
  root = await mkdtemp(join(tmpdir(), 'sources-'));
  calls = 0;
  atOnce = 0;
  let running = 0;
  watching = watchSources([root], async () => {
    calls += 1;
    running += 1;
    atOnce = Math.max(atOnce, running);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    running -= 1;
  });
});

afterEach(async () => {
  release();
  watching.close();
  await rm(root, { recursive: true });
});

describe('watchSources', () => {
  it('calls once for files that change together', async () => {
    for (const name of ['a.ts', 'b.ts', 'c.ts']) await writeFile(join(root, name), '1');
    await wait(400);
    expect(calls).toBe(1);
  });

  it('calls once more, and not at the same time, for what changes meanwhile', async () => {
    await writeFile(join(root, 'a.ts'), '1');
    await wait(200);
    await writeFile(join(root, 'a.ts'), '2');
    await wait(200);
    await writeFile(join(root, 'a.ts'), '3');
    await wait(200);
    expect(calls).toBe(1);
    release();
    await wait(200);
    expect([calls, atOnce]).toEqual([2, 1]);
  });

  it('does not call for tests and the files of an editor', async () => {
    for (const name of ['a.spec.ts', 'a.e2e-spec.ts', '.a.ts.swp', 'a.ts~', 'a.tmp']) {
      await writeFile(join(root, name), '1');
    }
    await wait(200);
    expect(calls).toBe(0);
  });
});
