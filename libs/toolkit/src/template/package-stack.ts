import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describesApi } from '../function/describes-api.ts';
import { loadFunctions } from '../function/list-functions.ts';
import { findServerless } from '../release/run-serverless.ts';
import { runScript } from '../package/run-script.ts';
import { writeStamp } from '../package/stamp.ts';
import { writeZip } from '../package/write-zip.ts';
import type { Stack } from './stacks.ts';
import { copyStackSources } from '../package/stack-sources.ts';
import type { Template } from './template.ts';

const OSLS = findServerless();
const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';

/**
 * Packages a stack without building the function, in a folder of its own: osls empties the `.serverless` of the folder
 * it runs in.
 *
 * @throws Error with what osls, or our plugin, has against it
 */
export async function packageStack(stack: Stack): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), `stack-${stack.stage}-`));
  try {
    await prepare(folder);
    await runScript([OSLS, 'package', ...optionsOf(stack, folder)], folder);
    return JSON.parse(readFileSync(join(folder, TEMPLATE), 'utf8')) as Template;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function prepare(folder: string): Promise<void> {
  copyStackSources(folder);
  // A zip without code: only its hash and its architecture are in the template.
  const content = mkdtempSync(join(folder, 'empty-'));
  writeStamp(content);
  writeZip(content, join(folder, 'empty.zip'));
  for (const one of await loadFunctions())
    if (!describesApi(one)) copyFileSync(join(folder, 'empty.zip'), join(folder, `${one.name}.zip`));
}

function optionsOf({ stage, parameters }: Stack, folder: string): readonly string[] {
  const artifact = `artifact=${join(folder, 'empty.zip')}`;
  return ['--stage', stage, ...[...parameters, artifact].flatMap((parameter) => ['--param', parameter])];
}
