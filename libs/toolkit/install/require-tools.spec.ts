import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'require-tools-'));
  await mkdir(join(folder, 'libs/toolkit/install'), { recursive: true });
  await copyFile(
    'libs/toolkit/install/require-tools.mjs',
    join(folder, 'libs/toolkit/install/require-tools.mjs'),
  );
});
afterEach(() => rm(folder, { recursive: true }));

function check(variables: Record<string, string> = {}): { status: number | null; stderr: string } {
  const env = { PATH: process.env['PATH'], ...variables };
  return spawnSync(process.execPath, [join(folder, 'libs/toolkit/install/require-tools.mjs')], {
    env,
    encoding: 'utf8',
  });
}

describe('before a command', () => {
  it('is said what to do where the packages that build are left out', () => {
    expect(check({ NODE_ENV: 'production' })).toMatchObject({
      status: 1,
      stderr:
        'The packages that build and test are not installed, because NODE_ENV is production.\n' +
        'Run `npm ci --include=dev`.\n',
    });
    expect(check().stderr).toBe(
      'The packages that build and test are not installed.\nRun `npm ci --include=dev`.\n',
    );
  });

  it('is nothing to say where they are there', async () => {
    await mkdir(join(folder, 'node_modules', 'esbuild'), { recursive: true });
    expect(check({ NODE_ENV: 'production' })).toMatchObject({ status: 0, stderr: '' });
  });
});
