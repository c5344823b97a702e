import {
  CannotStart,
  type Deployment,
  readDeployment,
  readExamples,
  ROUTE_SCOPES,
} from '@lambda-nest/toolkit/deployment';
import { GATEWAY_PORT, startGateway } from '../gateway/start-gateway.ts';
import { chooseIssuer, type LocalIssuer } from '../identity/local-issuer.ts';
import { renderHome } from '../gateway/render-home.ts';
import { describeHome } from '../terminal/describe-home.ts';
import { listLinks } from '../terminal/list-links.ts';
import { readCors } from './read-cors.ts';
import { describeReady } from '../terminal/describe-ready.ts';
import { reportRequests } from '../terminal/report-requests.ts';
import { assertPortsFree } from './assert-ports-free.ts';
import { createClosing } from './closing.ts';
import { functionVariables, LOCAL_NAMES } from './function-variables.ts';
import { governGateway } from './govern-gateway.ts';
import type { Build, Builder, BuildResult } from './create-builder.ts';
import { keepIssuer } from './keep-issuer.ts';
import { createWorkers, type LocalWorker } from './local-workers.ts';
import { rebuild } from './renew-function.ts';
import { serveInvocation } from './serve-invocation.ts';
import { startServing, type ServingOptions } from './serving-functions.ts';
import { variablesOfFunction } from './variables-of-function.ts';
import { watchSources } from './watch-sources.ts';

export type LocalOptions = {
  /** The repository. */
  root: string;
  port: number;
  identityPort: number;
  projectId: string;
  /** Makes the bundles. */
  builder: Pick<Builder, 'build' | 'remove'>;
  /** Packaged template or access table. Default: the access table of each build. */
  deploymentFile?: string;
  /** Name of the function that describes the API. Default: routes may name any. */
  name?: string;
  /** Functions that add routes to the API, by their names; each is built by `builder`. Default: none. */
  others?: Readonly<Record<string, Pick<ServingOptions, 'timeoutMs' | 'memoryMb'>>>;
  /** Functions of the project that no gateway calls. Default: none. */
  workers?: readonly LocalWorker[];
  /** Port on which a debugger may attach to the function; while one may, nothing runs out of time. Default: none may. */
  inspect?: number;
  /** Folders whose changes lead to a new build; none for no watching. */
  watched: readonly string[];
  shell: NodeJS.ProcessEnv;
  write: (text: string) => void;
};

/** `identityPort` is absent where the issuer runs by itself. */
export type LocalCloud = { port: number; identityPort: number | undefined; close(): Promise<void> };

/**
 * Starts the local cloud: build and identity side by side, then function and gateway; and follows the sources.
 *
 * Throws {@link CannotStart} with nothing left running.
 */
export async function startLocal(options: LocalOptions): Promise<LocalCloud> {
  const started = performance.now();
  const closing = createClosing();
  const log = (line: string): void => options.write(`${line}\n`);
  const { others = {} } = options;
  try {
    const variables = functionVariables(options.root, { defaults: {} }, options.shell);
    const chosen = chooseIssuer({ ...options, variables, log });
    await assertPortsFree([
      { ...GATEWAY_PORT, port: options.port },
      ...(chosen.listens ? [{ ...chosen.listens, port: options.identityPort }] : []),
    ]);
    log(`Building the function and starting ${chosen.name} …`);
    const building = options.builder.build().then(assertBuilt);
    const read = ({ table }: Build) => readDeployment(options.deploymentFile ?? table);
    const reading = building.then(read);
    // Either of them may be the one that fails first; it is awaited below.
    reading.catch(() => {});
    const identity = await chosen.start(
      reading.then((read) => ({ ...read, routes: governGateway(read.routes, variables) })),
    );
    closing.add(identity.close);
    const [build, deployment] = await Promise.all([building, reading]);
    assertFunctionsKnown(deployment, options);
    const readVariables = (examples: Readonly<Record<string, string>>) =>
      functionVariables(options.root, identity.variables, options.shell, examples);
    const keep = keepIssuer(readVariables({}), log);
    // Of the API as a whole: what each function is told follows from it.
    const readOfApi = ({ table }: Build, name?: string) =>
      keep(
        readVariables({
          ...readExamples(table, name),
          ...(deployment.routeScopes !== undefined && { [ROUTE_SCOPES]: deployment.routeScopes }),
        }),
      );
    const environment = readOfApi(build);
    let routes = governGateway(deployment.routes, environment);
    const functions = startServing(build, {
      options: functionOptions(options, deployment),
      others,
      readVariables: (built, name) =>
        variablesOfFunction(readOfApi(built, name), routes, { name, others: Object.keys(others) }),
      log,
    });
    closing.add(functions.close);
    const workers = createWorkers(options.workers ?? [], options);
    closing.add(workers.close);
    const { stage, mappingKey } = LOCAL_NAMES;
    const linksAt = (port: number) =>
      listLinks({ port, identityPort: identity.port, stage, mappingKey }, routes);
    const corsBy = (variables: Readonly<Record<string, string>>) => readCors(variables) ?? deployment.cors;
    const gateway = await startGateway({
      ...deployment,
      routes,
      ...(options.inspect !== undefined && { integrationTimeoutMs: PAUSED_MS }),
      cors: corsBy(environment),
      home: (port) => renderHome(describeHome(linksAt(port), routes)),
      stage,
      mappingKey,
      authorizer: authorizerOf(deployment, identity),
      runner: functions.runnerOf({}),
      runnerOf: functions.runnerOf,
      port: options.port,
      onRequest: reportRequests({ grants: identity.grants, log }),
      intercept: (request, response) => serveInvocation(workers, request, response, log),
    });
    closing.add(gateway.close);
    await functions.renew(build);
    const readRoutes = async (built: Build) =>
      (routes = governGateway((await read(built)).routes, readOfApi(built)));
    const prepare = (built: Build): void => gateway.useCors(corsBy(readOfApi(built)));
    const follow = (): Promise<void> => {
      workers.renew();
      return rebuild({ builder: options.builder, readRoutes, functions, gateway, prepare, log });
    };
    const envFolder = options.watched.length > 0 ? options.root : undefined;
    closing.add(watchSources(options.watched, follow, envFolder).close);
    const ports = { port: gateway.port, identityPort: identity.port };
    const seconds = (performance.now() - started) / 1000;
    log(describeReady(seconds, linksAt(gateway.port), identity.users, workers.names));
    return { ...ports, close: closing.close };
  } catch (error) {
    await closing.close();
    throw error;
  }
}

/** How long a debugger may stand at a breakpoint. */
const PAUSED_MS = 3_600_000;

function assertBuilt(result: BuildResult): Build {
  if (!result.ok) throw new CannotStart(`The function cannot be built:\n${result.output}`);
  return result;
}

/** What another commit packaged may have functions that are not here; their requests would go to the one that describes the API. */
function assertFunctionsKnown(
  { routes }: Deployment,
  { name, others = {}, deploymentFile }: LocalOptions,
): void {
  if (name === undefined) return;
  const stranger = routes.find(
    (route) => ![undefined, name, ...Object.keys(others)].includes(route.function),
  );
  if (!stranger) return;
  throw new CannotStart(
    `${stranger.method} ${stranger.path} of ${deploymentFile ?? 'the access table'} is of the function ${stranger.function}, which adds no routes to the API here. Package again.`,
  );
}

function functionOptions(
  { builder, write, inspect }: LocalOptions,
  { memoryMb, functionTimeoutMs }: Deployment,
): ServingOptions {
  return {
    retired: (folder) => builder.remove(folder),
    ...(memoryMb !== undefined && { memoryMb }),
    ...(functionTimeoutMs !== undefined && { timeoutMs: functionTimeoutMs }),
    ...(inspect !== undefined && { inspect, timeoutMs: PAUSED_MS }),
    write,
    log: (line) => write(`${line}\n`),
  };
}

/** The deployed authorizer, its issuer being the local one. */
function authorizerOf({ identitySource }: Deployment, { authorizer }: LocalIssuer) {
  return {
    ...authorizer,
    ...(identitySource !== undefined && { identitySource }),
  };
}
