import type { DynamicModule, Type } from '@nestjs/common';
import { ApplicationConfig, ModulesContainer, NestFactory, type AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import express, { type Request } from 'express';
import {
  accessNoteOf,
  applyRouteScopes,
  assertAccess,
  claimsOf,
  findGuards,
  knowLayers,
  listRoutes,
  ROUTE_SCOPES,
  watchLayers,
} from '@lambda-nest/access';
import { currentInvocation, rejectUnsafePath, stripStage, whenSent } from '@lambda-nest/gateway';
import { checkInputs } from '@lambda-nest/input';
import { nestLogger, requestLog, type Log, type LogFields } from '@lambda-nest/log';
import {
  freeFilters,
  gateResponses,
  handOverBaseFilters,
  noteDenials,
  noteFrameworkErrors,
  replyToStreamErrors,
} from '@lambda-nest/problem';
import { setAddressRule } from './client-address.ts';
import { bundleStackMap } from './bundle-stack-map.ts';
import { ConfigError } from './config.error.ts';
import type { Config } from './config.ts';
import { crossOrigin } from './cross-origin.ts';
import { describeCaller } from './describe-caller.ts';
import { removeDisabledControllers } from './enabled-when.decorator.ts';
import type { EnvClass } from './env/define-env.ts';
import { findEnv } from './env/find-env.ts';
import type { Environment } from './environment.reader.ts';
import { readTrace } from './read-trace.ts';
import { createReporting, type Reporting } from './reporting.ts';
import { measureRequest } from './request-metrics.ts';
import { loadConfig, type ConfigSource } from './load-config.ts';
import { ownEnvironment } from './own-environment.ts';
import { RootModule } from './root.module.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

export type AppOptions = ConfigSource &
  Readonly<{
    /** Where to report. Default: standard output, as the configuration says. */
    log?: Log;
  }>;

const CHECKED_ROLES = ['ADMINS'];

/** What a root module may say of the application, in static members. */
export type RootModuleType = Type & {
  /** The place for `app.use(helmet())`, `app.setGlobalPrefix(…)`, `app.useGlobalPipes(…)` and the like. */
  configureApp?(app: NestExpressApplication): void | Promise<void>;
  /** Routes that only these roles open also look the account up, where there is a check. Default: `ADMINS`. */
  checkedRoles?: readonly string[];
  /** Variables of the application's own, as `defineEnv` declares them. Their values are injected by this class. */
  env?: EnvClass;
};

export type App = Readonly<{
  app: NestExpressApplication;
  config: Config;
  log: Log;
  /** The log, and what is measured. */
  reporting: Reporting;
}>;

/**
 * Assembles the application around a root module: the one place where middleware, guards, pipes and filters are put
 * in order. What comes back is initialised and answers requests, but does not listen.
 *
 * @throws ConfigError or AccessViolation: nothing is served by half
 */
export async function createApp(rootModule: Type | DynamicModule, options: AppOptions = {}): Promise<App> {
  const root: RootModuleType = 'module' in rootModule ? rootModule.module : rootModule;
  const env = findEnv(rootModule);
  const loaded = await loadConfig({ env, ...options });
  const { config } = loaded;
  const reporting = createReporting(config, options.log, {
    context: describeInvocation,
    mapStack: bundleStackMap(),
  });
  const { log } = reporting;
  const { environment = ownEnvironment() } = options;
  const adapter = new ExpressAdapter(createExpress(config, log));
  noteFrameworkErrors(adapter);
  const report = (error: unknown): void => log.error('request failed', { error });
  handOverBaseFilters(adapter, report);
  replyToStreamErrors(adapter, report);
  watchLayers(adapter);
  const app = await NestFactory.create<NestExpressApplication>(
    RootModule.around(rootModule, loaded, reporting, {
      checkedRoles: root.checkedRoles ?? CHECKED_ROLES,
      env,
    }),
    adapter,
    {
      logger: nestLogger(log),
      bodyParser: false,
      abortOnError: false,
    },
  );
  knowLayers(adapter, () => configureEdges(app, config, reporting, environment));
  await knowLayers(adapter, () => root.configureApp?.(app));
  removeDisabledControllers(app, config);
  freeFilters(app.get(ApplicationConfig));
  await app.init();
  governRoutes(app, config);
  await checkApp(app);
  return { app, config, log, reporting };
}

/** @throws ConfigError where operators set scopes of a route that is not there, or is open to everyone */
function governRoutes(app: NestExpressApplication, { routeScopes }: Config): void {
  const violations = routeScopes ? applyRouteScopes(app, routeScopes) : [];
  if (violations.length === 0) return;
  throw new ConfigError(
    violations.map((violation) => ({ variable: ROUTE_SCOPES, problem: `does not fit. ${violation}` })),
  );
}

/** Fails where a request could get what no declaration gives it, or a handler input that nothing checked. */
async function checkApp(app: NestExpressApplication): Promise<void> {
  assertAccess(app);
  const [config, modules] = [app.get(ApplicationConfig), app.get(ModulesContainer)];
  const routes = listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, modules);
  noteDenials(findGuards(config, modules, routes));
  await checkInputs(routes, config);
}

/** Express as strict as the gateway: one spelling of each path. Settings count only until Nest's adapter is made. */
function createExpress(config: Config, log: Log): express.Express {
  const server = express();
  server.set('case sensitive routing', true);
  server.set('strict routing', true);
  server.set('query parser', 'simple');
  server.set('etag', false);
  server.disable('x-powered-by');
  setAddressRule(server, config.clientAddress);
  server.use(gateResponses((error, { method }) => log.error('a middleware responded', { method, error })));
  server.use(stripStage({ stage: config.stage, log }));
  return server;
}

function configureEdges(
  app: NestExpressApplication,
  config: Config,
  { log, measured, embed }: Reporting,
  environment: Environment,
): void {
  app.useSecurityHeaders(SECURITY_HEADERS);
  app.use(
    requestLog({
      log: measured,
      whenSent,
      describe: (request) => describeRequest(request, config, environment),
      embed: (line, request) => {
        const { coldStart = false } = currentInvocation() ?? {};
        const facts = { ...line, coldStart, reason: accessNoteOf(request)?.reason };
        return embed(measureRequest(facts, { perRoute: config.metrics?.perRoute ?? false }));
      },
    }),
  );
  if (config.corsOrigins.length > 0) {
    const routes = () => listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, app.get(ModulesContainer));
    app.use(crossOrigin({ origins: config.corsOrigins, routes }));
  }
  app.use(rejectUnsafePath({ log }));
}

/** What every log line tells of the invocation it belongs to. */
export function describeInvocation(): LogFields | undefined {
  const invocation = currentInvocation();
  if (!invocation) return undefined;
  const { requestId, sourceIp, coldStart } = invocation;
  return { requestId, sourceIp, coldStart };
}

/** What the line of a request tells beside method, route and status: its invocation, its traces, who called, and what was decided. */
function describeRequest(request: Request, { logCaller }: Config, environment: Environment): LogFields {
  const caller = describeCaller(claimsOf(request), logCaller);
  return {
    ...describeInvocation(),
    ...readTrace({ environment, headers: request.headers }),
    ...(caller !== undefined && { caller }),
    ...accessNoteOf(request),
  };
}
