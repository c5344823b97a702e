import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation, Route } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { RestOutput } from '../endpoint/rest-output.ts';
import { json, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import type { AsyncQueue } from './async-queue.ts';
import { parseReference, type Lookup } from './function-reference.ts';
import { FUNCTION_NAME, QUALIFIER } from './function-shapes.ts';
import type { InvokeFunction } from './invoke-function.ts';

const MAX_TAIL_BYTES = 4096;

export const INVOKE_ROUTE: Route = {
  operation: 'Invoke',
  method: 'POST',
  path: '/2015-03-31/functions/{FunctionName}/invocations',
  query: { Qualifier: 'Qualifier' },
  headers: {
    'x-amz-invocation-type': 'InvocationType',
    'x-amz-log-type': 'LogType',
    'x-amz-client-context': 'ClientContext',
  },
  payload: 'Payload',
};

/** The operation that invokes a function: and waits for it, or only queues the event, or only looks whether it could. */
export function invokeOperations(
  lookup: Lookup,
  invoke: InvokeFunction,
  queue: AsyncQueue,
): Record<string, Operation> {
  return {
    Invoke: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        Qualifier: optional(QUALIFIER),
        InvocationType: optional(oneOf('RequestResponse', 'Event', 'DryRun')),
        LogType: optional(oneOf('None', 'Tail')),
        ClientContext: optional(text({ max: 3583 })),
        Payload: optional(json()),
      }),
      async ({ FunctionName, Qualifier, InvocationType, LogType, ClientContext, Payload }, call) => {
        const reference = parseReference(FunctionName, Qualifier);
        const payload =
          Payload instanceof Uint8Array && Payload.length > 0 ? Buffer.from(Payload).toString('utf8') : '{}';
        assertJson(payload);
        lookup.findVersion(reference, call);
        if (InvocationType === 'DryRun') return new RestOutput(204);
        const clientContext =
          ClientContext === undefined ? undefined : Buffer.from(ClientContext, 'base64').toString('utf8');
        if (InvocationType === 'Event') {
          queue.add(reference, call, { payload, ...(clientContext !== undefined && { clientContext }) });
          return new RestOutput(202, {}, new Uint8Array());
        }
        const invocation = await invoke(reference, call, {
          payload,
          ...(clientContext !== undefined && { clientContext }),
        });
        const tail = Buffer.from(invocation.tail.map((line) => `${line}\n`).join('')).subarray(
          -MAX_TAIL_BYTES,
        );
        const headers = {
          'x-amz-executed-version': invocation.version,
          ...(invocation.functionError !== undefined && { 'x-amz-function-error': invocation.functionError }),
          ...(LogType === 'Tail' && { 'x-amz-log-result': tail.toString('base64') }),
        };
        return new RestOutput(200, headers, invocation.payload);
      },
    ),
  };
}

function assertJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
}
