import type { Type } from '@nestjs/common';
import { findEnv } from '@lambda-nest/application';
import { exampleEnvironment } from '@lambda-nest/application/env';
import type { ContractRoute } from '../contract/contract-route.ts';
import { describeApplication } from '../contract/describe-application.ts';
import { readProduct } from '../contract/read-product.ts';
import { loadFunction } from '../function/load-function.ts';

/** An application by its root module. */
export type Application = Readonly<{
  module: Type;
  /** Variables with which it starts. Default: the examples of those that it declares. */
  environment?: Readonly<Record<string, string>>;
}>;

/** The routes that an application says it has. */
export async function readApplication({
  module,
  environment: own,
}: Application): Promise<readonly ContractRoute[]> {
  const { contract } = await loadFunction();
  const environment = { ...exampleEnvironment(findEnv(module)?.variables ?? {}), ...own };
  const application = { rootModule: module, environment };
  const { routes } = await describeApplication(application, await readProduct(), contract);
  return routes;
}
