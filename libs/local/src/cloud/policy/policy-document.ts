import { AwsError, notImplemented } from '../endpoint/aws-error.ts';
import { isConditionKnown } from './match-condition.ts';

export type Texts = string | readonly string[];

export type Statement = Readonly<{
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: Texts;
  NotAction?: Texts;
  Resource?: Texts;
  NotResource?: Texts;
  Principal?: '*' | Readonly<Record<string, Texts>>;
  NotPrincipal?: '*' | Readonly<Record<string, Texts>>;
  /** Values may be numbers and truth values in a document; they are compared as text. */
  Condition?: Readonly<Record<string, Readonly<Record<string, Texts | number | boolean>>>>;
}>;

export type PolicyDocument = Readonly<{ Version?: string; Id?: string; Statement: readonly Statement[] }>;

const STATEMENT_MEMBERS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** What kind of policy: one of an identity names resources, a trust policy principals, one of a resource both. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/**
 * Reads a policy document.
 *
 * @throws AwsError `MalformedPolicyDocument` for what IAM rejects, `NotImplemented` for conditions that are not evaluated here
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument {
  const document = parseJson(text);
  const statements = [document['Statement']].flat() as (Record<string, unknown> | undefined)[];
  if (!['2012-10-17', '2008-10-17', undefined].includes(document['Version'] as string | undefined))
    throw malformed('The policy version must be 2012-10-17 or 2008-10-17.');
  if (statements.length === 0) throw malformed('Syntax errors in policy.');
  return { ...document, Statement: statements.map((statement) => checkStatement(statement, kind)) };
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw malformed('This policy contains invalid Json');
}

function checkStatement(statement: Record<string, unknown> | undefined, kind: PolicyKind): Statement {
  if (typeof statement !== 'object' || statement === null) throw malformed('Syntax errors in policy.');
  const unknown = Object.keys(statement).find((name) => !STATEMENT_MEMBERS.has(name));
  if (unknown !== undefined)
    throw malformed(`Syntax errors in policy: a statement has no member ${unknown}.`);
  const {
    Effect,
    Action,
    NotAction,
    Resource,
    NotResource,
    Principal,
    NotPrincipal,
    Condition = {},
  } = statement as Partial<Statement>;
  if (Effect !== 'Allow' && Effect !== 'Deny')
    throw malformed(`Syntax errors in policy: the effect is ${String(Effect)}.`);
  if ((Action === undefined) === (NotAction === undefined))
    throw malformed('Policy statement must contain actions.');
  const hasResource = Resource !== undefined || NotResource !== undefined;
  const hasPrincipal = Principal !== undefined || NotPrincipal !== undefined;
  if (kind === 'identity' && !hasResource) throw malformed('Policy statement must contain resources.');
  if (kind === 'identity' && hasPrincipal) throw malformed('Policy document should not specify a principal.');
  if (kind === 'trust' && hasResource) throw malformed('Has prohibited field Resource');
  if (kind !== 'identity' && !hasPrincipal) throw malformed('Missing required field Principal');
  const texts = [Action, NotAction, Resource, NotResource].flat().filter((one) => one !== undefined);
  if (!texts.every((one) => typeof one === 'string')) throw malformed('Syntax errors in policy.');
  if (texts.some((one) => one.includes('${'))) throw notImplemented('variables in policies');
  for (const operator of Object.keys(Condition)) {
    if (!isConditionKnown(operator)) throw notImplemented(`the condition operator ${operator} of policies`);
  }
  return statement as Statement;
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
