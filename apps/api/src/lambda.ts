import 'reflect-metadata';
import { createHandler } from '#gateway';
import { AppModule } from './app.module.ts';
import { createApp } from './create-app.ts';

const { app, config, log } = await createApp(AppModule);

/** What Lambda calls. Assembled above, once per cold start, while INIT still has a whole CPU. */
export const handler = createHandler(app.getHttpAdapter().getInstance(), {
  eventSources: config.eventSources,
  log,
});
