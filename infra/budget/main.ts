/** Counts what a build has and loads at its start, and fails when it is too much. Usage: main.ts [--write] [entry] */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProduct, readVersion } from '../build/build-product.ts';
import { findBudgetFaults } from './find-budget-faults.ts';
import { LIMITS } from './limits.ts';
import { measureBuild } from './measure-build.ts';
import { packageOf, readStartPath, toName, writeStartPath } from './start-path.ts';

const share = (value: number, most: number): string => `${value} of ${most}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const [entry = 'apps/api/src/lambda.ts'] = positionals;
const version = await readVersion();
const folder = mkdtempSync(join(tmpdir(), 'budget-'));
try {
  const metafile = await buildProduct({ entry, folder, version });
  const measured = await measureBuild(folder, metafile);
  const loaded = [
    ...measured.modules.filter(packageOf).map(toName),
    ...measured.builtins.map((name) => `node:${name}`),
  ];
  if (values.write) writeStartPath(loaded);
  const faults = findBudgetFaults(measured, readStartPath(), { inputs: metafile.inputs, entry });
  const { zipBytes, javascriptBytes, modules, builtins } = measured;
  console.log(
    `zip bytes ${share(zipBytes, LIMITS.zipBytes)}, JavaScript bytes ${share(javascriptBytes, LIMITS.javascriptBytes)}, ` +
      `modules at INIT ${share(modules.length, LIMITS.modules)}, builtins at INIT: ${builtins.join(', ')}`,
  );
  if (faults.length > 0) {
    console.error(`The start became heavier:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    console.error(
      'Potential solutions: import it where it is first needed, with import(); or, if every start needs it, list it with ' +
        '`npm run budget -- --write`.',
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
