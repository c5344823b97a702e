import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Type } from '@nestjs/common';
import { compileOnLoad } from './compile-on-load.ts';
import type { Contract } from './describe-application.ts';
import { notePositions } from './source/note-positions.ts';
import { readProduct } from './read-product.ts';
import { rootModuleOf } from '../function/root-module.ts';
import type { FunctionDescription } from '../function/load-function.ts';

let isPrepared = false;

/** Once a process: hooks would compile what others have compiled. */
function prepare(): void {
  if (isPrepared) return;
  isPrepared = true;
  compileOnLoad();
  notePositions();
}

/**
 * Reads the contract from the sources as they are, in a process that only strips types.
 *
 * @param module file that exports the root module
 */
export async function loadContract({
  module: entry,
  contract,
  environment,
}: Pick<FunctionDescription, 'module' | 'contract' | 'environment'>): Promise<Contract> {
  prepare();
  const { describeApplication } = await import('./describe-application.ts');
  const exported = (await import(pathToFileURL(resolve(entry)).href)) as Record<string, unknown>;
  const rootModule = rootModuleOf(exported, entry) as Type;
  return describeApplication({ rootModule, entry, environment }, await readProduct(), contract);
}
