import { parseArgs } from 'node:util';
import { showHelp } from '../show-help.ts';
import { ContractViolation } from './contract-violation.ts';
import { findDrift, writeFiles } from './files.ts';
import { loadFunctions, loadFunctionsOfApi } from '../function/list-functions.ts';
import { findApiFolder } from '../function/find-api-folder.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { findSharedFiles } from './find-shared-files.ts';
import { findThrottleViolations } from './limits/find-throttle-violations.ts';
import { loadContract, loadContractOf } from './load-contract.ts';
import { renderVariables } from './render-variables.ts';
import { renderWorker } from './render-worker.ts';

showHelp(`npm run contract -- [--check] [--out <folder>] [<function> …]

Writes what follows from the declarations in the code: gateway routes, OpenAPI document and access table, where the
function.config.ts of the function says (infra/generated and ACCESS.md), and the types of the client. A worker declares no
routes: of it there is the table of variables alone.

  --check         writes nothing, and ends with 1 when a file says something else than the code
  --entry <file>  exports the root module as AppModule, in the place of the function's own
  --out <folder>  where to write; default here
  <function>      folder with a function.config.ts; default all of apps, or ${findApiFolder()} with --out`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    entry: { type: 'string' },
    out: { type: 'string', default: '.' },
  },
});

try {
  const isElsewhere = values.out !== '.' || values.entry !== undefined;
  const chosen = isElsewhere && positionals.length === 0 ? [findApiFolder()] : positionals;
  const functions = await loadFunctions(chosen);
  const shared = findSharedFiles(functions);
  if (shared.length > 0) throw new Error(shared.join('\n'));
  const files: Record<string, string> = {};
  const apis = new Set<string>();
  for (const described of functions) {
    const api = described.api ?? described.folder;
    // Functions of one API are described together.
    if (apis.has(api)) continue;
    apis.add(api);
    const rendered =
      described.kind === 'worker' ? renderWorker(described, isElsewhere) : await renderApi(described);
    Object.assign(files, inside(values.out, rendered));
    if (chosen.length > 0 && described.kind === 'worker' && !isElsewhere)
      console.log(`${described.folder} is a worker: it declares no routes.`);
  }
  Object.assign(files, inside(values.out, await renderVariables(functions, isElsewhere)));
  if (values.check) await check(files);
  else await writeFiles(values.out, files);
} catch (error) {
  console.error(describeViolation(error));
  process.exitCode = 1;
}

/**
 * What stands in the way of a contract. What the application says of itself is a sentence; what its code trips over, such
 * as a name that is not defined, needs the place.
 */
function describeViolation(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return error instanceof TypeError || error instanceof ReferenceError ? error.stack : error.message;
}

/** The files of an API, and the types of its client. */
async function renderApi(one: FunctionDescription): Promise<Record<string, string>> {
  const { renderContract } = await import('./render-contract.ts');
  const { readStageScopes } = await import('./stage-scopes.ts');
  // What is written elsewhere is for this moment, and not committed.
  const isForMoment = values.out !== '.';
  if (values.entry !== undefined) {
    // Another root module has other routes than those that the function's own description limits.
    const contract = await loadContract({ ...one, module: values.entry });
    const scopes = isForMoment ? {} : readStageScopes(one.generated, contract.routes);
    return renderContract(contract, one, isForMoment, scopes);
  }
  const [described = one, ...others] = await loadFunctionsOfApi(one);
  const contract = await loadContractOf([described, ...others]);
  const violations = findThrottleViolations(contract.routes, described.contract.throttled);
  if (violations.length > 0) throw new ContractViolation(violations);
  const stageScopes = isForMoment ? {} : readStageScopes(described.generated, contract.routes);
  const rendered = renderContract(contract, { ...described, others }, isForMoment, stageScopes);
  return { ...rendered, ...(await renderClient(described, rendered)) };
}

/** A function may lie outside of where its files are to be written. */
function inside(out: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (out === '.') return files;
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace(/^(?:\.\.\/)+/, ''), content]),
  );
}

/** The types of the client, where the function has one; what is described elsewhere has none. */
async function renderClient(
  { clientTypes, generated }: FunctionDescription,
  rendered: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  if (clientTypes === undefined || values.out !== '.') return {};
  const { renderSchema } = await import('../client/render-schema.ts');
  return { [clientTypes]: await renderSchema(rendered[`${generated}/openapi.json`] ?? '') };
}

async function check(files: Readonly<Record<string, string>>): Promise<void> {
  const drift = await findDrift(values.out, files);
  if (drift.length === 0) return;
  console.error(`The code says something else than:\n${drift.map((path) => `  - ${path}`).join('\n')}`);
  console.error('Run `npm run contract`, look at the difference, and commit it.');
  process.exitCode = 1;
}
