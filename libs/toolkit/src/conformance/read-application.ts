import type { Type } from '@nestjs/common';
import type { ContractRoute } from '../contract/contract-route.ts';
import { describeApplication } from '../contract/describe-application.ts';
import { readProduct } from '../contract/read-product.ts';
import { loadFunction } from '../function/load-function.ts';

/** An application: its root module, and the file from which the module's controllers are imported. */
export type Application = Readonly<{ module: Type; entry: string }>;

/** The routes that an application says it has. */
export async function readApplication({ module, entry }: Application): Promise<readonly ContractRoute[]> {
  const { contract } = await loadFunction();
  const { routes } = await describeApplication({ rootModule: module, entry }, await readProduct(), contract);
  return routes;
}
