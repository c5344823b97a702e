import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, optional, structure, text } from '../endpoint/shape.ts';
import type { FunctionPolicyRecord, FunctionRecords } from './function-records.ts';
import { functionArn, parseReference, type FunctionReference, type Lookup } from './function-reference.ts';
import { FUNCTION_NAME, QUALIFIER } from './function-shapes.ts';
import { assertRevision } from './function-operations.ts';

const STATEMENT_ID = text({ min: 1, max: 100, pattern: /^[\w-]+$/ });

/** The operations on policies of functions: who may invoke them. */
export function permissionOperations(
  { policies }: FunctionRecords,
  lookup: Lookup,
): Record<string, Operation> {
  const find = ({ name, qualifier = '' }: FunctionReference, region: string): FunctionPolicyRecord => {
    const found = policies.get(region, name, qualifier);
    if (!found || found.statements.length === 0)
      throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {
        status: 404,
      });
    return found;
  };
  return {
    AddPermission: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        StatementId: STATEMENT_ID,
        Action: text({ pattern: /^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/ }),
        Principal: text({ min: 1 }),
        SourceArn: optional(text()),
        SourceAccount: optional(text({ max: 12, pattern: /^\d{12}$/ })),
        EventSourceToken: optional(text({ max: 256 })),
        PrincipalOrgID: optional(text()),
        Qualifier: optional(QUALIFIER),
        RevisionId: optional(text()),
        InvokedViaFunctionUrl: optional(flag()),
      }),
      (input, call) => {
        const reference = parseReference(input.FunctionName, input.Qualifier);
        const { name, qualifier = '' } = reference;
        lookup.findVersion(reference, call);
        const policy = policies.get(call.region, name, qualifier) ?? {
          FunctionName: name,
          qualifier,
          statements: [],
          RevisionId: randomUUID(),
        };
        assertRevision(policy, input.RevisionId);
        if (policy.statements.some(({ Sid }) => Sid === input.StatementId))
          throw new AwsError(
            'ResourceConflictException',
            `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
            { status: 409 },
          );
        const statement = toStatement(input, functionArn(call.region, call.accountId, reference));
        policies.put([call.region, name, qualifier], {
          ...policy,
          statements: [...policy.statements, statement],
          RevisionId: randomUUID(),
        });
        return { Statement: JSON.stringify(statement) };
      },
    ),
    RemovePermission: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        StatementId: STATEMENT_ID,
        Qualifier: optional(QUALIFIER),
        RevisionId: optional(text()),
      }),
      ({ FunctionName, StatementId, Qualifier, RevisionId }, { region }) => {
        const reference = parseReference(FunctionName, Qualifier);
        const policy = find(reference, region);
        assertRevision(policy, RevisionId);
        const statements = policy.statements.filter(({ Sid }) => Sid !== StatementId);
        if (statements.length === policy.statements.length)
          throw new AwsError(
            'ResourceNotFoundException',
            `Statement ${StatementId} is not found in resource policy.`,
            {
              status: 404,
            },
          );
        policies.put([region, reference.name, reference.qualifier ?? ''], {
          ...policy,
          statements,
          RevisionId: randomUUID(),
        });
        return {};
      },
    ),
    GetPolicy: operation(
      structure({ FunctionName: FUNCTION_NAME, Qualifier: optional(QUALIFIER) }),
      ({ FunctionName, Qualifier }, { region }) => {
        const { statements, RevisionId } = find(parseReference(FunctionName, Qualifier), region);
        const document = { Version: '2012-10-17', Id: 'default', Statement: statements };
        return { Policy: JSON.stringify(document), RevisionId };
      },
    ),
  };
}

type Permission = {
  StatementId: string;
  Action: string;
  Principal: string;
  SourceArn?: string;
  SourceAccount?: string;
  EventSourceToken?: string;
  PrincipalOrgID?: string;
};

/** The statement that Lambda makes of a permission. */
function toStatement(permission: Permission, resource: string): Record<string, unknown> {
  const { StatementId, Action, Principal, SourceArn, SourceAccount, EventSourceToken, PrincipalOrgID } =
    permission;
  const equals = {
    ...(SourceAccount !== undefined && { 'AWS:SourceAccount': SourceAccount }),
    ...(EventSourceToken !== undefined && { 'lambda:EventSourceToken': EventSourceToken }),
    ...(PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': PrincipalOrgID }),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action,
    Resource: resource,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

/** A service by its name, every principal by `*`, else an account or one of its users and roles. */
function principalOf(principal: string): unknown {
  if (principal === '*') return '*';
  if (/\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  return { AWS: /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal };
}
