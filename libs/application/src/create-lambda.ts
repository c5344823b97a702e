import { createHandler, createSelfInvoker, type LambdaHandler } from '@lambda-nest/gateway';
import type { App } from './create-app.ts';
import { reportStart } from './report-start.ts';
import { REJECTION_HEADERS } from './security-headers.ts';

/** Makes the Lambda handler of an assembled application. */
export function createLambda({ app, config, log, reporting }: App): LambdaHandler {
  reportStart(reporting);
  return createHandler(app.getHttpAdapter().getInstance(), {
    eventSources: config.eventSources,
    clientAddress: config.clientAddress,
    originSecrets: config.originSecrets,
    headers: REJECTION_HEADERS,
    log,
    // Pings that ask for several sandboxes; needs lambda:InvokeFunction on the function itself, and the SDK of the runtime.
    invokeSelf: createSelfInvoker(),
    ...(config.mappingKey === undefined ? {} : { basePath: config.mappingKey }),
  });
}
