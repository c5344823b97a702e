import type { IamRecords } from '../iam/iam-records.ts';
import { roleAllows } from '../iam/role-permissions.ts';
import type { PolicyRequest } from '../policy/evaluate-policies.ts';
import { AwsError } from './aws-error.ts';
import type { Call, Input, Service } from './call.ts';
import type { Principal } from './principal.ts';

/** Whether the policies of a role that still exists allow something. */
export function createRoleAllows(records: IamRecords) {
  return ({ roleName }: Principal & { kind: 'role' }, request: PolicyRequest): boolean => {
    const role = records.roles.get(roleName);
    return role !== undefined && roleAllows(records, role, request);
  };
}

/**
 * Throws AwsError `AccessDeniedException` unless the principal may make a call. The developer may make every call, a role
 * those that its policies allow; every caller may ask who it is.
 *
 * @param called told of every action of the developer, CloudFormation's on behalf of the developer among them
 */
export function createAuthorizer(
  allows: ReturnType<typeof createRoleAllows>,
  called: (action: string) => void = () => undefined,
) {
  return (call: Call, service: Service, input: Input): void => {
    const { principal, operation } = call;
    const action = `${service.actions ?? service.name}:${operation === 'Invoke' ? 'InvokeFunction' : operation}`;
    if (principal.kind === 'developer') called(action);
    if (principal.kind !== 'role' || operation === 'GetCallerIdentity') return;
    const resource = service.resources?.[operation]?.(input, call) ?? '*';
    if (allows(principal, { action, resource, context: { 'aws:requestedregion': call.region } })) return;
    const isQuery = service.namespace !== undefined;
    throw new AwsError(
      isQuery ? 'AccessDenied' : 'AccessDeniedException',
      `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
      { status: isQuery || service.routes ? 403 : 400 },
    );
  };
}
