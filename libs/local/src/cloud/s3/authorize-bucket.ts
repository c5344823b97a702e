import { AwsError } from '../endpoint/aws-error.ts';
import type { Principal } from '../endpoint/principal.ts';
import { evaluatePolicies, type PolicyRequest } from '../policy/evaluate-policies.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import type { BucketRecords } from './bucket-records.ts';
import type { BucketRequest } from './bucket-request.ts';

/** Whether the policies of a role allow something. */
export type RoleAllows = (principal: Principal & { kind: 'role' }, request: PolicyRequest) => boolean;

type Asked = {
  request: BucketRequest;
  permission: string;
  buckets: BucketRecords['buckets'];
  roleAllows: RoleAllows;
};

/**
 * Throws AwsError `AccessDenied` unless the policies allow the request: that of the bucket may deny any caller, and it or
 * those of the role must allow a role. The developer may do what no policy denies.
 *
 * Assumed: the connection counts as TLS, which on a laptop it is not.
 */
export function authorizeBucket({ request, permission, buckets, roleAllows }: Asked): void {
  const { bucket, key, principal } = request;
  const resource = `arn:aws:s3:::${bucket ?? '*'}${key === undefined ? '' : `/${key}`}`;
  const policy = bucket === undefined ? undefined : buckets.get(bucket)?.settings['policy'];
  const asked: PolicyRequest = {
    action: permission,
    resource,
    principal: principal.kind === 'service' ? { Service: principal.service } : { AWS: principal.arn },
    context: { 'aws:securetransport': 'true' },
  };
  const ofBucket =
    policy === undefined ? 'not allowed' : evaluatePolicies([parsePolicy(policy, 'resource')], asked);
  const ofPrincipal =
    principal.kind === 'developer' || (principal.kind === 'role' && roleAllows(principal, asked));
  if (ofBucket === 'denied' || !(ofPrincipal || ofBucket === 'allowed')) {
    throw new AwsError(
      'AccessDenied',
      `User: ${principal.arn} is not authorized to perform: ${permission} on resource: "${resource}"`,
      { status: 403 },
    );
  }
}
