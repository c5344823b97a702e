import { AUTHORIZER } from '../contract/render/routes-yml.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { resourceNameOf, zipOf } from './worker-function.ts';

/** A route as an event of a function in serverless.yml. */
export type RouteEvent = Readonly<{
  httpApi: Readonly<{
    method: string;
    path: string;
    authorizer?: Readonly<{ name: string; scopes?: readonly string[] }>;
  }>;
}>;

/** A function that adds routes to the API, as serverless.yml would have it. */
export type ServingFunction = Readonly<{
  name: string;
  handler: string;
  role: string;
  package: Readonly<{ artifact: string }>;
  timeout?: number;
  memorySize?: number;
  events: readonly RouteEvent[];
}>;

/**
 * What osls is told of a function that adds routes to the API. Its variables are those of the API, and those that it declares: both are
 * added when it is packaged.
 *
 * @param key by which serverless.yml names it
 * @param service name of the service and of the stage
 * @param artifact of the API, when the zips are there already: that of the function lies beside it
 */
export function describeApiFunction(
  key: string,
  { name, timeout, memoryMb }: Pick<FunctionDescription, 'name' | 'timeout' | 'memoryMb'>,
  {
    service,
    stage,
    artifact,
    routes,
  }: Readonly<{
    service: string;
    stage: string;
    artifact?: string | undefined;
    routes: readonly ExpectedRoute[];
  }>,
): ServingFunction {
  return {
    name: `${service}-${stage}-${name}`,
    handler: 'lambda.handler',
    role: `${resourceNameOf(key)}Role`,
    package: { artifact: zipOf(name, artifact) },
    ...(timeout !== undefined && { timeout }),
    ...(memoryMb !== undefined && { memorySize: memoryMb }),
    events: routes.filter((route) => route.function === name).map(toEvent),
  };
}

function toEvent({ method, path, gateway: { authorizer, scopes } }: ExpectedRoute): RouteEvent {
  if (!authorizer) return { httpApi: { method, path } };
  return {
    httpApi: { method, path, authorizer: { name: AUTHORIZER, ...(scopes.length > 0 && { scopes }) } },
  };
}
