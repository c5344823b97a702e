import { evaluatePolicies } from '../policy/evaluate-policies.ts';
import type { Statement } from '../policy/policy-document.ts';
import type { FunctionRecords } from './function-records.ts';
import { functionArn, type FunctionReference } from './function-reference.ts';

/** A service that invokes a function on behalf of one of its resources: an API at a stage, a schedule. */
export type Invoker = Readonly<{ service: string; sourceArn: string; sourceAccount: string }>;

/**
 * Whether the policy of what is invoked, the alias or the function itself, lets a service invoke it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function mayInvoke(
  { policies }: FunctionRecords,
  reference: FunctionReference,
  { service, sourceArn, sourceAccount }: Invoker,
  { region, accountId }: { region: string; accountId: string },
): boolean {
  const policy = policies.get(region, reference.name, reference.qualifier ?? '');
  if (!policy) return false;
  const document = { Statement: policy.statements as unknown as Statement[] };
  return (
    evaluatePolicies([document], {
      action: 'lambda:InvokeFunction',
      resource: functionArn(region, accountId, reference),
      principal: { Service: service },
      context: { 'aws:sourcearn': sourceArn, 'aws:sourceaccount': sourceAccount },
    }) === 'allowed'
  );
}
