import { parseArgs } from 'node:util';
import { showHelp } from '../show-help.ts';
import { findDrift, writeFiles } from './files.ts';
import { loadContract, PRODUCT_ENTRY } from './load-contract.ts';

showHelp(`npm run contract -- [--check] [--entry <file>] [--out <folder>]

Writes what follows from the declarations in the code: infra/generated (gateway routes, OpenAPI document, access table),
ACCESS.md, and the types of the client.

  --check         writes nothing, and ends with 1 when a file says something else than the code
  --entry <file>  exports the root module as AppModule; default ${PRODUCT_ENTRY}
  --out <folder>  where to write; default the repository`);

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    entry: { type: 'string', default: PRODUCT_ENTRY },
    out: { type: 'string', default: '.' },
  },
});

try {
  const contract = await loadContract(values.entry);
  const { renderContract } = await import('./render-contract.ts');
  const rendered = renderContract(contract);
  const files = { ...rendered, ...(await renderClient(rendered)) };
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

/** The client is the product's: another application has none, nor has one that is described elsewhere. */
async function renderClient(rendered: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  if (values.entry !== PRODUCT_ENTRY || values.out !== '.') return {};
  const { DOCUMENT_FILE, renderSchema, SCHEMA_FILE } = await import('../client/render-schema.ts');
  return { [SCHEMA_FILE]: await renderSchema(rendered[DOCUMENT_FILE] ?? '') };
}

async function check(files: Readonly<Record<string, string>>): Promise<void> {
  const drift = await findDrift(values.out, files);
  if (drift.length === 0) return;
  console.error(`The code says something else than:\n${drift.map((path) => `  - ${path}`).join('\n')}`);
  console.error('Run `npm run contract`, look at the difference, and commit it.');
  process.exitCode = 1;
}
