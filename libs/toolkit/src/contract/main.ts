import { parseArgs } from 'node:util';
import { showHelp } from '../show-help.ts';
import { ContractFault } from './contract-fault.ts';
import { findDrift, writeFiles } from './files.ts';
import { DEFAULT_FUNCTION, loadFunction, type FunctionDescription } from '../function/load-function.ts';
import { findThrottleFaults } from './limits/find-throttle-faults.ts';
import { loadContract } from './load-contract.ts';

showHelp(`npm run contract -- [--check] [--out <folder>] [<function>]

Writes what follows from the declarations in the code: gateway routes, OpenAPI document and access table, where the
function.config.ts of the function says (infra/generated and ACCESS.md), and the types of the client.

  --check         writes nothing, and ends with 1 when a file says something else than the code
  --entry <file>  exports the root module as AppModule, in the place of the function's own
  --out <folder>  where to write; default here
  <function>      folder with a function.config.ts; default ${DEFAULT_FUNCTION}`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    entry: { type: 'string' },
    out: { type: 'string', default: '.' },
  },
});

try {
  const [folder = DEFAULT_FUNCTION] = positionals;
  const described = await loadFunction(folder);
  const contract = await loadContract({ ...described, module: values.entry ?? described.module });
  // Another root module has other routes than those that the function's own description limits.
  const faults =
    values.entry === undefined ? findThrottleFaults(contract.routes, described.contract.throttled) : [];
  if (faults.length > 0) throw new ContractFault(faults);
  const { renderContract } = await import('./render-contract.ts');
  // What is written elsewhere is for this moment, and nobody commits it.
  const rendered = renderContract(contract, described, values.out !== '.');
  const files = {
    ...inside(values.out, rendered),
    ...(values.entry === undefined && (await renderClient(described, rendered))),
  };
  if (values.check) await check(files);
  else await writeFiles(values.out, files);
} catch (error) {
  console.error(describeFault(error));
  process.exitCode = 1;
}

/**
 * What stands in the way of a contract. What the application says of itself is a sentence; what its code trips over, such
 * as a name that is not defined, needs the place.
 */
function describeFault(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return error instanceof TypeError || error instanceof ReferenceError ? error.stack : error.message;
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
