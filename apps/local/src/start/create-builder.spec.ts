import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Builder } from './create-builder.ts';
import { createBuilder } from './create-builder.ts';

let root: string;
let builder: Builder;

/** Scripts that note what they were called with. */
const NOTE = `import { appendFileSync } from 'node:fs';
appendFileSync('calls', JSON.stringify(process.argv.slice(2)) + '\\n');\n`;

const calls = async (): Promise<string[]> =>
  (await readFile(join(root, 'calls'), 'utf8')).trim().split('\n').sort();

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'builder-')));
  for (const name of ['build', 'contract']) {
    await mkdir(join(root, 'infra', name), { recursive: true });
    await writeFile(join(root, 'infra', name, 'main.ts'), NOTE);
  }
  builder = createBuilder({ root, entry: 'lambda.ts', module: 'app.module.ts' });
});

afterEach(() => rm(root, { recursive: true }));

describe('createBuilder', () => {
  it('builds what is deployed first, and what is wanted soon from then on', async () => {
    expect(await builder.build()).toEqual({ ok: true, output: '' });
    const table = JSON.stringify(['--entry', 'app.module.ts', '--out', join(root, 'dist/local')]);
    expect(await calls()).toEqual([table, '["lambda.ts"]']);
    await builder.build();
    expect(await calls()).toEqual([table, table, '["--without-cache","lambda.ts"]', '["lambda.ts"]']);
  });

  it('gives what a script that failed wrote', async () => {
    await writeFile(
      join(root, 'infra/contract/main.ts'),
      "console.error('no declaration'); process.exit(1);\n",
    );
    expect(await builder.build()).toEqual({ ok: false, output: 'no declaration' });
  });

  it('tells once what both scripts stumble over', async () => {
    const stumble = (name: string) => `console.error('${name}: no such file'); process.exit(1);\n`;
    await writeFile(join(root, 'infra/build/main.ts'), stumble('build'));
    await writeFile(join(root, 'infra/contract/main.ts'), stumble('contract'));
    expect(await builder.build()).toEqual({ ok: false, output: 'build: no such file' });
  });

  it('ends a build that is under way', async () => {
    await writeFile(join(root, 'infra/build/main.ts'), 'setInterval(() => undefined, 1_000);\n');
    const building = builder.build();
    await new Promise((resolve) => setTimeout(resolve, 300));
    builder.close();
    expect((await building).ok).toBe(false);
  });
});
