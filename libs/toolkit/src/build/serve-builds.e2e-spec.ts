import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listFiles } from './zip-size.ts';

let folder: string;
let entry: string;
let builds: ChildProcess;
beforeEach(() => {
  // Inside the repository, for the entry imports packages.
  mkdirSync('dist', { recursive: true });
  folder = resolve(mkdtempSync('dist/serve-builds-'));
  entry = join(folder, 'lambda.ts');
  writeFileSync(
    join(folder, 'function.config.ts'),
    "export default { name: 'served', entry: 'lambda.ts' };\n",
  );
  writeFileSync(entry, '');
  const env = { ...process.env, NODE_OPTIONS: '' };
  const options = { env };
  builds = fork(join(import.meta.dirname, 'serve-builds.ts'), [folder], options);
});
afterEach(() => {
  builds.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function build(source: string): Promise<unknown> {
  writeFileSync(entry, source);
  builds.send({ folder: join(folder, 'out'), hasCodeCache: false });
  const [result] = (await once(builds, 'message')) as [unknown];
  return result;
}

const readOut = (): readonly string[] =>
  listFiles(join(folder, 'out')).map((file) => `${file}\n${readFileSync(file, 'latin1')}`);

describe('serve-builds', () => {
  const sound = "import express from 'express';\nexport const handler = () => express.name;\n";

  it('tells of a mistake, builds once it is fixed, and builds the same again', async () => {
    expect(await build('export const handler = () => {\n')).toEqual({
      ok: false,
      output: expect.stringMatching(/^The function cannot be built:\n[^]+lambda\.ts:/),
    });
    expect(await build(sound)).toEqual({ ok: true, output: '' });
    const first = readOut();
    await build(`${sound}export const more = 'something more';\n`);
    expect(readOut()).not.toEqual(first);
    expect(await build(sound)).toEqual({ ok: true, output: '' });
    expect(readOut()).toEqual(first);
  }, 60_000);

  it('ends with who started it', async () => {
    await build(sound);
    builds.disconnect();
    expect(await once(builds, 'exit')).toEqual([0, null]);
  }, 60_000);
});
