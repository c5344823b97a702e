import { parseArgs } from 'node:util';
import { findDrift, writeFiles } from './files.ts';
import { loadContract, PRODUCT_ENTRY } from './load-contract.ts';

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
  const files = renderContract(contract);
  if (values.check) await check(files);
  else await writeFiles(values.out, files);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function check(files: Readonly<Record<string, string>>): Promise<void> {
  const drift = await findDrift(values.out, files);
  if (drift.length === 0) return;
  console.error(`The code says something else than:\n${drift.map((path) => `  - ${path}`).join('\n')}`);
  console.error('Run `npm run contract`, look at the difference, and commit it.');
  process.exitCode = 1;
}
