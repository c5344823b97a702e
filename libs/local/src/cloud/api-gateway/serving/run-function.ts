import type { FunctionRunner } from '../../../gateway/function-runner.ts';
import { AwsError } from '../../endpoint/aws-error.ts';
import type { Lambda } from '../../lambda/create-lambda.ts';
import { parseReference } from '../../lambda/function-reference.ts';
import { mayInvoke } from '../../lambda/may-invoke.ts';

/**
 * Runs a function for API Gateway, if the policy of what is invoked lets it.
 *
 * @param sourceArn the route that asks: `arn:aws:execute-api:<region>:<account>:<api>/<stage>/GET/v1/orders`
 */
export function createFunctionRunner(lambda: Lambda, accountId: string) {
  return (functionArn: string, sourceArn: string): FunctionRunner => {
    const region = functionArn.split(':')[3] ?? '';
    const reference = parseReference(functionArn);
    const place = { region, accountId };
    const invoker = { service: 'apigateway.amazonaws.com', sourceArn, sourceAccount: accountId };
    return {
      async invoke(event, traceId) {
        if (!mayInvoke(lambda.records, reference, invoker, place)) {
          return {
            ok: false,
            reason: `API Gateway has no permission to invoke ${functionArn} for ${sourceArn}`,
          };
        }
        try {
          const { payload, functionError, reason, durationMs, initMs, isCold } = await lambda.invoke(
            reference,
            place,
            {
              payload: event,
              traceId,
            },
          );
          const times = { functionMs: durationMs, initMs, cold: isCold };
          if (functionError !== undefined) return { ok: false, reason: reason ?? functionError, times };
          return { ok: true, payload: payload.toString('utf8'), times };
        } catch (error) {
          if (error instanceof AwsError) return { ok: false, reason: `${error.code}: ${error.message}` };
          return { ok: false, reason: (error as Error).stack ?? String(error) };
        }
      },
    };
  };
}
