/**
 * `npm start` of the product itself, built into a folder of its own: run as a program, so that tests which build can
 * run side by side.
 *
 * `node serve-product.ts <folder>`
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createScripts } from '../../libs/local/src/start/run-script.ts';
import { runLocal } from '../../libs/local/src/start/run-local.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = process.argv[2] ?? '';

await runLocal({
  root,
  args: [],
  shell: process.env,
  createBuilder: () => {
    const scripts = createScripts(root);
    return {
      async build() {
        const results = [
          await scripts.run([
            fileURLToPath(new URL('build-into.ts', import.meta.url)),
            join(folder, 'lambda'),
          ]),
          await scripts.run(['libs/toolkit/src/contract/main.ts', '--out', folder]),
        ];
        if (!results.every(({ ok }) => ok)) {
          return { ok: false, output: results.map(({ output }) => output).join('\n') };
        }
        return {
          ok: true,
          taskRoot: join(folder, 'lambda'),
          table: join(folder, 'infra/generated/access.json'),
        };
      },
      remove: () => undefined,
      close: scripts.close,
    };
  },
});
