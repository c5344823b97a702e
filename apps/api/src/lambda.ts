import 'reflect-metadata';
import { AppModule } from './app.module.ts';
import { createApp, createLambda } from '@lambda-nest/application';

/** What Lambda calls. Assembled here, once per cold start, while INIT still has a whole CPU. */
export const handler = createLambda(await createApp(AppModule));
