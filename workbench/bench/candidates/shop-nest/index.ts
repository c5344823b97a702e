/** The shop with Nest as the tutorials have it: Swagger at start, assembled by the first request, nothing bundled. */
import { configure } from '@codegenie/serverless-express';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { Context } from 'aws-lambda';
import { AppModule } from './app.module.js';

type Serve = ReturnType<typeof configure>;

async function bootstrap(): Promise<Serve> {
  const app = await NestFactory.create(AppModule);
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Shop').build());
  SwaggerModule.setup('sample/v1/docs', app, document);
  await app.init();
  return configure({ app: app.getHttpAdapter().getInstance() });
}

let serve: Serve | undefined;

export const handler = async (event: unknown, context: Context): Promise<unknown> => {
  serve ??= await bootstrap();
  return serve(event, context, () => {});
};
