import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Type } from '@nestjs/common';
import { compileOnLoad } from './compile-on-load.ts';
import { findDrift, writeFiles } from './files.ts';
import { readProduct } from './read-product.ts';
import { SETTINGS } from './settings.ts';

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    entry: { type: 'string', default: 'apps/api/src/app.module.ts' },
    out: { type: 'string', default: '.' },
  },
});

compileOnLoad();
const { describeApplication } = await import('./describe-application.ts');
const { renderContract } = await import('./render-contract.ts');
const { AppModule } = (await import(pathToFileURL(resolve(values.entry)).href)) as { AppModule: Type };

try {
  const contract = await describeApplication(
    { rootModule: AppModule, entry: values.entry },
    await readProduct(),
    SETTINGS,
  );
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
