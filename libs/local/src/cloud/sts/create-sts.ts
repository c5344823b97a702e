import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, number, optional, structure, text } from '../endpoint/shape.ts';
import { openIamRecords } from '../iam/iam-records.ts';
import { evaluatePolicies } from '../policy/evaluate-policies.ts';
import { parsePolicy } from '../policy/policy-document.ts';
import type { Store } from '../store/open-store.ts';
import type { Sessions } from './sessions.ts';

/** STS: who one is, and sessions of roles. */
export function createSts(store: Store, sessions: Sessions): Service {
  const { roles } = openIamRecords(store);
  return {
    name: 'sts',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    validationError: 'ValidationError',
    operations: {
      GetCallerIdentity: operation(structure({}), (_input, { principal, accountId }) => ({
        Arn: principal.arn,
        UserId: userIdOf(principal, (name) => roles.get(name)?.RoleId),
        Account: accountId,
      })),
      AssumeRole: operation(
        structure({
          RoleArn: text({ min: 20 }),
          RoleSessionName: text({ min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ }),
          DurationSeconds: optional(number({ min: 900, max: 43_200 })),
          ExternalId: optional(text({ min: 2 })),
          Tags: optional(list(structure({ Key: text(), Value: text() }))),
        }),
        ({ RoleArn, RoleSessionName, DurationSeconds, ExternalId }, { principal, accountId }) => {
          const role = roles.list().find(({ Arn }) => Arn === RoleArn);
          const request = {
            action: 'sts:AssumeRole',
            resource: RoleArn,
            principal: { AWS: principal.arn },
            context: { ...(ExternalId !== undefined && { 'sts:externalid': ExternalId }) },
          };
          const isTrusted =
            role && evaluatePolicies([parsePolicy(role.trustPolicy, 'trust')], request) === 'allowed';
          if (!isTrusted)
            throw new AwsError(
              'AccessDenied',
              `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
              { status: 403 },
            );
          const { Expiration, ...credentials } = sessions.start(
            role,
            RoleSessionName,
            accountId,
            DurationSeconds,
          );
          return {
            Credentials: { ...credentials, Expiration: new Date(Expiration) },
            AssumedRoleUser: {
              AssumedRoleId: `${role.RoleId}:${RoleSessionName}`,
              Arn: `arn:aws:sts::${accountId}:assumed-role/${role.RoleName}/${RoleSessionName}`,
            },
          };
        },
      ),
    },
  };
}

function userIdOf(principal: Call['principal'], roleIdOf: (name: string) => string | undefined): string {
  if (principal.kind !== 'role') return 'AIDALOCALDEVELOPER00';
  return `${roleIdOf(principal.roleName) ?? 'AROAUNKNOWN'}:${principal.sessionName}`;
}
