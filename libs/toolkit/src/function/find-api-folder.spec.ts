import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findApiFolder } from './find-api-folder.ts';
import { listFunctionFolders } from './list-functions.ts';
import { loadFunction } from './load-function.ts';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-folder-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function writeApp(name: string, config?: string): void {
  mkdirSync(`apps/${name}/src`, { recursive: true });
  writeFileSync(`apps/${name}/src/${name}.module.ts`, '');
  if (config !== undefined) writeFileSync(`apps/${name}/function.config.ts`, `export default ${config};\n`);
}

const writeRoot = (root: unknown): void => writeFileSync('nest-cli.json', JSON.stringify({ root }));

describe('findApiFolder', () => {
  it('is apps/api, whatever nest-cli.json starts', () => {
    writeApp('api');
    writeApp('orders', '{}');
    writeRoot('apps/orders');
    expect(findApiFolder()).toBe('apps/api');
  });

  it.each(['apps/orders', './apps/orders', 'apps/orders/'])(
    'is the application that nest-cli.json names as its root, %s, where there is no apps/api',
    (root) => {
      writeApp('orders');
      writeRoot(root);
      expect(findApiFolder()).toBe('apps/orders');
    },
  );

  it('takes a folder that is left without an application for none', () => {
    mkdirSync('apps/api/dist', { recursive: true });
    writeApp('orders');
    writeRoot('apps/orders');
    expect(findApiFolder()).toBe('apps/orders');
  });

  it.each([undefined, '', 7, 'apps/missing'])('is apps/api when the root is %p', (root) => {
    writeRoot(root);
    expect(findApiFolder()).toBe('apps/api');
  });

  it('names the file that is no JSON', () => {
    writeFileSync('nest-cli.json', '{ "root": }');
    expect(findApiFolder).toThrow(/^nest-cli\.json is no JSON: /);
  });
});

describe('the API of a project without apps/api', () => {
  it('comes first, and is called as serverless.yml and the commands call it', async () => {
    writeApp('billing', '{}');
    writeApp('orders', '{}');
    writeRoot('apps/orders');
    expect(listFunctionFolders()).toEqual(['apps/orders', 'apps/billing']);
    const { name, folder: own } = await loadFunction();
    expect({ name, own }).toEqual({ name: 'api', own: 'apps/orders' });
    expect((await loadFunction('apps/billing')).name).toBe('billing');
  });

  it('is asked for in a sentence that says where it may be', async () => {
    await expect(loadFunction()).rejects.toThrow(
      'apps/api has no function.config.ts. The API is there, or in the application that nest-cli.json names as its "root". Name the folder of a function, or write one: export default defineFunction({}).',
    );
  });
});
