/**
 * `npm start` with a function of a few lines in the place of the API: run as a program, by the tests of starting.
 *
 * `node start-fixture.ts <folder>`: the folder is the repository; its build copies `apps/api/src/lambda.mjs`.
 */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runLocal } from '../src/start/run-local.ts';

const root = process.argv[2] ?? '';
const source = join(root, 'apps/api/src/lambda.mjs');

await runLocal({
  root,
  args: ['--routes', join(root, 'routes.json')],
  shell: process.env,
  createBuilder: () => ({
    taskRoot: join(root, 'dist/lambda'),
    async build() {
      if ((await readFile(source, 'utf8')).includes('cannot be built')) {
        return { ok: false, output: 'lambda.mjs: it cannot be built' };
      }
      await cp(source, join(root, 'dist/lambda/lambda.mjs'));
      return { ok: true, output: '' };
    },
    close: () => undefined,
  }),
});
