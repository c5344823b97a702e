/**
 * `npm start` with a function of a few lines in the place of the API: run as a program, by the tests of starting.
 *
 * `node start-fixture.ts <folder>`: the folder is the repository; its build copies `apps/api/src/lambda.mjs`.
 */
import { cp, readFile } from 'node:fs/promises';
import { createBuildFolders } from '../src/start/build-folders.ts';
import { join } from 'node:path';
import { runLocal } from '../src/start/run-local.ts';

const root = process.argv[2] ?? '';
const folders = createBuildFolders(join(root, 'dist/local'));
const source = join(root, 'apps/api/src/lambda.mjs');

await runLocal({
  root,
  args: [],
  shell: process.env,
  createBuilder: () => ({
    async build() {
      if ((await readFile(source, 'utf8')).includes('cannot be built')) {
        return { ok: false, output: 'lambda.mjs: it cannot be built' };
      }
      const taskRoot = folders.next();
      await cp(source, join(taskRoot, 'lambda.mjs'));
      return { ok: true, taskRoot, table: join(root, 'routes.json') };
    },
    remove: folders.remove,
    close: folders.close,
  }),
});
