import 'reflect-metadata';
import { configure } from '@codegenie/serverless-express';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Example } from './example.ts';

/** The handler of Nest alone around an example's module: as a team has it that uses nothing of ours but the build. */
export const serve = async ({
  module,
}: Example): Promise<(event: never, context: never) => Promise<unknown>> => {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  await module.configureApp?.(app);
  await app.init();
  const respond = configure({ app: app.getHttpAdapter().getInstance() });
  return async (event, context) => respond(event, context, () => undefined);
};
