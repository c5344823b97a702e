import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Build, Builder } from './create-builder.ts';
import { createBuilder } from './create-builder.ts';

let root: string;
let builder: Builder;

/** Scripts that note what they were called with. */
const NOTE = `import { appendFileSync } from 'node:fs';
const note = (what) => appendFileSync('calls', JSON.stringify(what) + '\\n');\n`;
const CONTRACT = `${NOTE}import { mkdirSync, writeFileSync } from 'node:fs';
note(process.argv.slice(2));
const generated = process.argv[3] + '/apps/shop/generated';
mkdirSync(generated, { recursive: true });
writeFileSync(generated + '/access.json', '{}');\n`;
const BUILDS = `${NOTE}note([process.pid, ...process.argv.slice(2)]);
process.on('message', (order) => {
  note(order);
  process.send({ ok: true, output: '' });
});\n`;

const calls = async (): Promise<string[]> =>
  (await readFile(join(root, 'calls'), 'utf8')).trim().split('\n').sort();

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'builder-')));
  await writeFile(join(root, 'serve-builds.ts'), BUILDS);
  await writeFile(join(root, 'contract.ts'), CONTRACT);
  const scripts = { serveBuilds: join(root, 'serve-builds.ts'), contract: join(root, 'contract.ts') };
  builder = createBuilder({ root, folder: 'apps/shop', scripts });
});

afterEach(async () => {
  builder.close();
  await rm(root, { recursive: true });
});

describe('createBuilder', () => {
  it('builds what is deployed first, and what is wanted soon from then on, in one process', async () => {
    const own = join(root, 'dist/local', String(process.pid));
    const built = (folder: string) => ({
      ok: true,
      taskRoot: join(folder, 'function'),
      table: join(folder, 'apps/shop/generated/access.json'),
    });
    const contract = (folder: string) => JSON.stringify(['--out', folder, 'apps/shop']);
    const order = (folder: string, hasCodeCache: boolean) =>
      JSON.stringify({ folder: join(folder, 'function'), hasCodeCache });
    const [one, two] = [join(own, '1'), join(own, '2')];
    const started = expect.stringMatching(/^\[\d+,"apps\/shop"\]$/);
    expect(await builder.build()).toEqual(built(one));
    expect(await calls()).toEqual([contract(one), started, order(one, true)]);
    expect(await builder.build()).toEqual(built(two));
    expect(await calls()).toEqual([
      contract(one),
      contract(two),
      started,
      order(one, true),
      order(two, false),
    ]);
    builder.remove(join(one, 'function'));
    expect([existsSync(one), existsSync(two)]).toEqual([false, true]);
  });

  it('keeps the bundles of other functions of the API apart from its own and from the table, whatever their names', async () => {
    builder.close();
    const scripts = { serveBuilds: join(root, 'serve-builds.ts'), contract: join(root, 'contract.ts') };
    const others = { function: 'apps/function', apps: 'apps/apps' };
    builder = createBuilder({ root, folder: 'apps/shop', others, scripts });
    const built = await builder.build();
    const folder = join(root, 'dist/local', String(process.pid), '1');
    expect(built).toMatchObject({ ok: true, table: join(folder, 'apps/shop/generated/access.json') });
    const { taskRoot = '', others: made = {} } = built as Partial<Build>;
    const roots = [taskRoot, ...Object.values(made)];
    expect(new Set(roots).size).toBe(3);
    expect(roots.filter((one) => one === join(folder, 'apps'))).toEqual([]);
  });

  it('builds in another process when the one before ended', async () => {
    await writeFile(
      join(root, 'serve-builds.ts'),
      "process.on('message', () => { console.error('out of memory'); process.exit(1); });\n",
    );
    expect(await builder.build()).toEqual({ ok: false, output: 'out of memory' });
    await writeFile(join(root, 'serve-builds.ts'), BUILDS);
    expect(await builder.build()).toMatchObject({ ok: true });
  });

  it('gives what a script that failed wrote', async () => {
    await writeFile(join(root, 'contract.ts'), "console.error('no declaration'); process.exit(1);\n");
    expect(await builder.build()).toEqual({ ok: false, output: 'no declaration' });
  });

  it('tells once what both scripts stumble over', async () => {
    const stumble = (name: string) => `console.error('${name}: no such file'); process.exit(1);\n`;
    await writeFile(join(root, 'serve-builds.ts'), stumble('build'));
    await writeFile(join(root, 'contract.ts'), stumble('contract'));
    expect(await builder.build()).toEqual({ ok: false, output: 'build: no such file' });
  });

  it('ends a build that is under way', async () => {
    await writeFile(join(root, 'serve-builds.ts'), 'setInterval(() => undefined, 1_000);\n');
    const building = builder.build();
    await new Promise((resolve) => setTimeout(resolve, 300));
    builder.close();
    expect((await building).ok).toBe(false);
  });
});
