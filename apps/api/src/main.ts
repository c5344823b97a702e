import 'reflect-metadata';
import { AppModule } from './app.module.ts';
import { createApp } from '@lambda-nest/application';

/** `nest start`: the same application as an HTTP server, on this machine or in a container. */
const { app, config, log } = await createApp(AppModule, { areEnvFilesRead: true });
// As the first process of a container it gets no default for a signal: it must end by itself, once its requests have responses.
app.enableShutdownHooks(['SIGTERM'], { useProcessExit: true });
await app.listen(config.port, config.host);
const base = config.stage === '$default' ? '' : `/${config.stage}`;
log.info('listening', { url: `http://localhost:${config.port}${base}/v1/docs` });
