/** Counts what a build has and loads at its start, and fails when it is too much. Usage: main.ts [--write] [function …] */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProductBuild } from '../build/build-product.ts';
import { describeBuildError } from '../build/describe-build-error.ts';
import { limitsOf, readAccepted, writeAccepted } from './accepted-state.ts';
import { findBudgetViolations } from './find-budget-violations.ts';
import { listImports } from './list-imports.ts';
import { loadFunctions } from '../function/list-functions.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { measureBuild } from './measure-build.ts';
import { showHelp } from '../show-help.ts';
import { packageOf, readStartPath, toName, writeStartPath } from './start-path.ts';

showHelp(`npm run budget -- [--write] [<function> …]

Builds the bundle and counts what it has and loads at its start. Ends with 1 when that is a twentieth more than what was
accepted (budget.json beside its function.config.ts), more than function.config.ts allows, or a module of a package that its
start-path.txt does not list.

  --write     accepts what there is now: writes budget.json and start-path.txt, for the next commit
  <function>  folder with a function.config.ts; default all of apps`);

const share = (value: number, most: number): string => `${value} of ${most}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
try {
  const functions = await loadFunctions(positionals);
  for (const described of functions) {
    if (functions.length > 1) console.log(`${described.folder}:`);
    await check(described);
  }
} catch (error) {
  console.error(describeBuildError(error));
  process.exitCode = 1;
}

async function check(described: FunctionDescription): Promise<void> {
  const { budget, budgetFile, startPath } = described;
  const work = mkdtempSync(join(tmpdir(), 'budget-'));
  const folder = join(work, 'lambda');
  try {
    const built = await (await createProductBuild({ described }))({ folder });
    const measured = await measureBuild(folder, built, described);
    const loaded = [
      ...measured.modules.filter(packageOf).map(toName),
      ...measured.builtins.map((name) => `node:${name}`),
    ];
    if (values.write) {
      writeStartPath(startPath, loaded);
      writeAccepted(budgetFile, { ...measured, modules: measured.modules.length });
    }
    const limits = limitsOf(readAccepted(budgetFile), budget);
    const violations = findBudgetViolations(measured, readStartPath(startPath), {
      imports: listImports(built.graph),
      entry: built.graph.entry.name,
      limits,
    });
    const { zipBytes, javascriptBytes, modules, builtins } = measured;
    console.log(
      `zip bytes ${share(zipBytes, limits.zipBytes)}, JavaScript bytes ${share(javascriptBytes, limits.javascriptBytes)}, ` +
        `modules at INIT ${share(modules.length, limits.modules)}, builtins at INIT: ${builtins.join(', ')}`,
    );
    if (violations.length === 0) return;
    console.error(
      `The start became heavier:\n${violations.map((violation) => `  - ${violation}`).join('\n')}`,
    );
    console.error(
      'Potential solutions: import it where it is first needed, with import(); or, if every start needs it, accept it with ' +
        `\`npm run budget -- --write\` and commit ${budgetFile} and ${startPath}, for the reviewer.`,
    );
    process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true });
  }
}
