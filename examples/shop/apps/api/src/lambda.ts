import 'reflect-metadata';
import { createApp, createLambda } from '@lambda-nest/application';
import { AppModule } from './app.module.ts';

export const handler = createLambda(await createApp(AppModule));
