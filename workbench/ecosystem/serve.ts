import 'reflect-metadata';
import { createApp, createLambda } from '../../libs/application/src/index.ts';
import type { Example } from './example.ts';

/** The handler of our application around an example's module: as it is deployed. */
export const serve = async ({ module }: Example): Promise<(event: never, context: never) => unknown> =>
  createLambda(await createApp(module)) as (event: never, context: never) => unknown;
