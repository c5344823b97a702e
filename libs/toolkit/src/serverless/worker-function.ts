import { DEFAULT_WORKER_TIMEOUT } from '../function/worker-timeout.ts';
import type { FunctionDescription } from '../function/load-function.ts';

/** A worker as serverless.yml would have it. */
export type WorkerFunction = Readonly<{
  name: string;
  handler: string;
  role: string;
  package: Readonly<{ artifact: string }>;
  timeout: number;
  memorySize?: number;
  versionFunction: false;
  environment: Readonly<Record<string, string | null>>;
}>;

/** How osls names resources of a function: `order-expiry` is `OrderDashexpiry`. */
export function resourceNameOf(key: string): string {
  const name = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/**
 * What osls is told of a worker. Its variables are those that it declares, which are added when it is packaged, and how it logs.
 *
 * @param key by which serverless.yml names it
 * @param service name of the service and of the stage
 * @param artifact of the API, when the zips are there already: that of the worker lies beside it
 */
export function describeWorker(
  key: string,
  {
    name,
    timeout = DEFAULT_WORKER_TIMEOUT,
    memoryMb,
  }: Pick<FunctionDescription, 'name' | 'timeout' | 'memoryMb'>,
  { service, stage, artifact }: Readonly<{ service: string; stage: string; artifact?: string | undefined }>,
): WorkerFunction {
  return {
    name: `${service}-${stage}-${name}`,
    handler: 'lambda.handler',
    role: `${resourceNameOf(key)}Role`,
    package: { artifact: zipOf(name, artifact) },
    timeout,
    ...(memoryMb !== undefined && { memorySize: memoryMb }),
    // Nothing calls a version of it: its schedules invoke what was deployed last.
    versionFunction: false,
    environment: {
      LOG_LEVEL: '${param:logLevel}',
      METRICS: '${param:metrics, null}',
      METRICS_NAMESPACE: service,
    },
  };
}

/** Where the zip of a function is: in `dist`, or beside the API's when that was packaged before. */
export function zipOf(name: string, artifact?: string): string {
  return artifact === undefined || artifact === ''
    ? `dist/${name}.zip`
    : artifact.replace(/[^/\\]*$/, `${name}.zip`);
}
