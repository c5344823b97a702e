import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { assertAccess } from '#access';
import { currentInvocation, refuseUnsafePath, stripStage } from '#gateway';
import { BodyGuard, InputPipe } from '#input';
import { createLog, nestLogger, requestLog, type Log, type LogFields } from '#log';
import { ProblemFilter } from '#problem';
import type { Config } from './config.ts';
import { removeDisabledControllers } from './enabled-when.decorator.ts';
import { loadConfig, type ConfigSource } from './load-config.ts';
import { RootModule } from './root.module.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

export type AppOptions = ConfigSource &
  Readonly<{
    /** Where to report. Default: standard output, as the configuration says. */
    log?: Log;
  }>;

export type App = Readonly<{ app: NestExpressApplication; config: Config; log: Log }>;

/**
 * Assembles the application around a root module: the one place where middleware, guards, pipes and filters are put
 * in order. What comes back is initialised and answers requests, but does not listen.
 *
 * @throws ConfigError or AccessFault: nothing is served by half
 */
export async function createApp(rootModule: Type | DynamicModule, options: AppOptions = {}): Promise<App> {
  const { config, module } = await loadConfig(options);
  const log =
    options.log ??
    createLog({ level: config.logLevel, pretty: config.isLogPretty, context: describeInvocation });
  const app = await NestFactory.create<NestExpressApplication>(
    RootModule.around(rootModule, module, log),
    new ExpressAdapter(createExpress(config, log)),
    {
      logger: nestLogger(log),
      bodyParser: false,
      abortOnError: false,
    },
  );
  configureEdges(app, config, log);
  removeDisabledControllers(app, config);
  await app.init();
  assertAccess(app);
  return { app, config, log };
}

/** Express as strict as the gateway: one spelling of each path. Settings count only until Nest's adapter is made. */
function createExpress(config: Config, log: Log): express.Express {
  const server = express();
  server.set('case sensitive routing', true);
  server.set('strict routing', true);
  server.set('query parser', 'simple');
  server.set('etag', false);
  server.disable('x-powered-by');
  server.use(stripStage({ stage: config.stage, log }));
  return server;
}

function configureEdges(app: NestExpressApplication, config: Config, log: Log): void {
  app.useSecurityHeaders(SECURITY_HEADERS);
  app.use(requestLog({ log, describe: () => describeInvocation() ?? {} }));
  if (config.corsOrigins.length > 0) {
    app.enableCors({
      origin: [...config.corsOrigins],
      allowedHeaders: ['authorization', 'content-type'],
      // What clients read of a refusal. A gateway that answers for CORS exposes the same: infra/plugins/describe-stack.ts
      exposedHeaders: ['retry-after', 'www-authenticate', 'apigw-requestid'],
      maxAge: 600,
    });
  }
  app.use(refuseUnsafePath({ log }));
  app.useGlobalGuards(new BodyGuard());
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter((error) => log.error('request failed', { error })));
}

/** What every log line tells of the invocation it belongs to. */
export function describeInvocation(): LogFields | undefined {
  const invocation = currentInvocation();
  if (!invocation) return undefined;
  const { requestId, sourceIp, coldStart } = invocation;
  return { requestId, sourceIp, coldStart };
}
