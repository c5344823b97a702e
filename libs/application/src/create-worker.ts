import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { nestLogger, type Log, type LogFields, type Metrics } from '@lambda-nest/log';
import { bundleStackMap } from './bundle-stack-map.ts';
import type { EnvClass } from './env/define-env.ts';
import { findEnv } from './env/find-env.ts';
import { readEnv } from './env/read-env.ts';
import type { Environment } from './environment.reader.ts';
import { LOG, METRICS } from './log.token.ts';
import { ownEnvironment } from './own-environment.ts';
import { readTrace } from './read-trace.ts';
import { reportStart } from './report-start.ts';
import { rejectControllers } from './reject-controllers.ts';
import { createReporting } from './reporting.ts';
import { parseWorkerConfig } from './worker.config.ts';

/** What handles the events of a worker: a provider of its root module. */
export interface EventHandler<Event = unknown, Result = unknown> {
  /**
   * Handles one invocation. An error makes it fail: what invoked the function tries again, by its own rules.
   *
   * @param context as Lambda gives it
   */
  handle(event: Event, context: Context): Result | Promise<Result>;
}

/** Two parameters: nodejs24.x rejects, when it starts, a handler that declares three. */
export type WorkerHandler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

export type WorkerOptions = Readonly<{
  /** Variables instead of the process's own; for tests. */
  environment?: Environment;
  /** Where to report. Default: standard output, as the configuration says. */
  log?: Log;
}>;

export type Worker<Event, Result> = Readonly<{
  /** What Lambda invokes. */
  handler: WorkerHandler<Event, Result>;
  /** The application, whose `close()` ends what it opened; Lambda has no use for it. */
  app: INestApplicationContext;
  log: Log;
}>;

/**
 * Assembles a function that no gateway calls, of a schedule, a queue or another program: the root module with Nest's dependency
 * injection and without HTTP, once for a cold start. It has the log, the metrics and the values of its `static env`, as the
 * application of an API has them; identity and access are none of its business.
 *
 * @example
 * export const { handler } = await createWorker(WorkerModule, OrderExpiry);
 *
 * @param handlerType provider of the module, whose `handle(event, context)` is called for each invocation
 * @throws ConfigError with every problem of its variables at once; Error when the module has controllers, which nothing would call
 */
export async function createWorker<Event, Result>(
  rootModule: Type | DynamicModule,
  handlerType: Type<EventHandler<Event, Result>>,
  { environment = ownEnvironment(), log: given }: WorkerOptions = {},
): Promise<Worker<Event, Result>> {
  const env = findEnv(rootModule);
  let values: object | undefined;
  const config = parseWorkerConfig(environment, (read, deployed) => {
    if (env) values = readEnv(env, read, deployed);
  });
  const reporting = createReporting(config, given, { context: describeRun, mapStack: bundleStackMap() });
  const { log, metrics } = reporting;
  const app = await NestFactory.createApplicationContext(
    WorkerRootModule.around(rootModule, { log, metrics, env, values }),
    { logger: nestLogger(log), abortOnError: false },
  );
  rejectControllers(app, rootModule, log);
  const eventHandler = app.get<EventHandler<Event, Result>>(handlerType, { strict: false });
  reportStart(reporting);
  return { handler: createEventHandler(eventHandler, { log, environment }), app, log };
}

type Parts = Readonly<{ log: Log; metrics: Metrics; env: EnvClass | undefined; values: object | undefined }>;

/** What every worker stands on, around the module that is its own. */
@Module({})
class WorkerRootModule {
  static around(application: Type | DynamicModule, { log, metrics, env, values }: Parts): DynamicModule {
    return {
      module: WorkerRootModule,
      global: true,
      imports: [application],
      providers: [
        { provide: LOG, useValue: log },
        { provide: METRICS, useValue: metrics },
        ...(env ? [{ provide: env, useValue: values }] : []),
      ],
      exports: [LOG, METRICS, ...(env ? [env] : [])],
    };
  }
}

type Run = Readonly<{ requestId: string; coldStart: boolean }>;

const running = new AsyncLocalStorage<Run>();

/** What every log line tells of the invocation it belongs to. */
function describeRun(): LogFields | undefined {
  return running.getStore();
}

function createEventHandler<Event, Result>(
  eventHandler: EventHandler<Event, Result>,
  { log, environment }: Readonly<{ log: Log; environment: Environment }>,
): WorkerHandler<Event, Result> {
  let isFirst = true;
  // Some tools invoke a function with the event alone.
  return async function handler(event, context = {} as Context) {
    const coldStart = isFirst;
    isFirst = false;
    return running.run({ requestId: context.awsRequestId, coldStart }, async () => {
      const started = performance.now();
      const trace = readTrace({ environment, headers: {} });
      const tell = (): LogFields => ({ ...trace, ms: Math.round(performance.now() - started) });
      try {
        const result = await eventHandler.handle(event, context);
        log.info('invocation', tell());
        return result;
      } catch (error) {
        log.error('invocation failed', { ...tell(), error });
        throw new InvocationError(error);
      }
    });
  };
}

/**
 * What Lambda is told of an invocation that failed. Lambda writes the errors of functions into the log as they are; ours has been
 * there, without secrets. The name is the one of the error itself, for state machines and destinations decide by it.
 */
class InvocationError extends Error {
  constructor(error: unknown) {
    super('The invocation failed. The log has a line "invocation failed" with this request id.');
    this.name = error instanceof Error ? error.name : 'Error';
  }
}
