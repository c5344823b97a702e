import type { Lambda } from './create-lambda.ts';
import { functionArn, parseReference } from './function-reference.ts';
import { mayInvoke, type Invoker } from './may-invoke.ts';

/**
 * Queues an event of a service for a function, if the policy of what is invoked lets it.
 *
 * @returns why the event is not delivered, `undefined` when it is
 */
export function deliverEvent(
  lambda: Lambda,
  target: string,
  invoker: Invoker,
  event: { payload: string; region: string; accountId: string },
): string | undefined {
  const { payload, region, accountId } = event;
  const reference = parseReference(target);
  const place = { region, accountId };
  const arn = functionArn(region, accountId, reference);
  if (!lambda.records.functions.get(region, reference.name)) return `there is no function ${arn}`;
  if (!mayInvoke(lambda.records, reference, invoker, place))
    return `${invoker.service} has no permission to invoke ${arn} for ${invoker.sourceArn}`;
  lambda.queue.add(reference, place, { payload });
  return undefined;
}
