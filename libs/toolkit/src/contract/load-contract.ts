import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Type } from '@nestjs/common';
import { compileOnLoad } from './compile-on-load.ts';
import type { Application, Contract } from './describe-application.ts';
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

type Source = Pick<FunctionDescription, 'module' | 'environment'>;

/**
 * Reads the contract of one function from the sources as they are, in a process that only strips types.
 *
 * @param module file that exports the root module
 */
export async function loadContract({
  contract,
  ...source
}: Source & Pick<FunctionDescription, 'contract'>): Promise<Contract> {
  prepare();
  const { describeApplication } = await import('./describe-application.ts');
  return describeApplication(await loadApplication(source), await readProduct(), contract);
}

/**
 * Does so with all the functions among which the routes of an API are divided.
 *
 * @param functions the one that describes the API first
 */
export async function loadContractOf([first, ...others]: readonly FunctionDescription[]): Promise<Contract> {
  if (!first) throw new Error('An API has one function at least.');
  if (others.length === 0) return loadContract(first);
  prepare();
  const { describeApi } = await import('./describe-application.ts');
  const loaded: [Application, ...Application[]] = [await loadPart(first)];
  for (const one of others) loaded.push(await loadPart(one));
  return describeApi(loaded, await readProduct(), first.contract);
}

/** An application that is a part of an API, by the name of its function. */
async function loadPart(one: FunctionDescription): Promise<Application> {
  return { ...(await loadApplication(one)), function: one.name };
}

async function loadApplication({ module: entry, environment }: Source): Promise<Application> {
  const exported = (await import(pathToFileURL(resolve(entry)).href)) as Record<string, unknown>;
  return { rootModule: rootModuleOf(exported, entry) as Type, entry, environment };
}
