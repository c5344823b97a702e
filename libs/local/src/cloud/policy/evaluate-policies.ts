import { matchesPattern } from './matches-pattern.ts';
import { meetsConditions, type RequestContext } from './match-condition.ts';
import type { PolicyDocument, Statement, Texts } from './policy-document.ts';

export type PolicyRequest = Readonly<{
  /** `lambda:InvokeFunction` */
  action: string;
  /** ARN; `*` for an action that is about none in particular. */
  resource: string;
  /** Who asks, as a policy of a resource names it: `{ Service: 'apigateway.amazonaws.com' }`, `{ AWS: '<arn>' }`. */
  principal?: Readonly<Record<string, string>>;
  context?: RequestContext;
}>;

export type Decision = 'allowed' | 'denied' | 'not allowed';

/**
 * Evaluates policies: a denial wins over every permission, and without a permission nothing is allowed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicies(policies: readonly PolicyDocument[], request: PolicyRequest): Decision {
  const statements = policies.flatMap(({ Statement }) => Statement).filter((one) => appliesTo(one, request));
  if (statements.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return statements.length > 0 ? 'allowed' : 'not allowed';
}

function appliesTo(
  statement: Statement,
  { action, resource, principal, context = {} }: PolicyRequest,
): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const isAction = matchesAction(Action ?? NotAction ?? [], action) === (Action !== undefined);
  const isResource =
    Resource === undefined && NotResource === undefined
      ? true
      : matchesResource(Resource ?? NotResource ?? [], resource) === (Resource !== undefined);
  const isPrincipal =
    Principal === undefined && NotPrincipal === undefined
      ? true
      : matchesPrincipal(Principal ?? NotPrincipal ?? {}, principal) === (Principal !== undefined);
  return isAction && isResource && isPrincipal && meetsConditions(statement, context);
}

/** Actions are compared without regard to case. */
function matchesAction(patterns: Texts, action: string): boolean {
  return [patterns].flat().some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
}

/** What is about no resource in particular matches `*` alone. */
function matchesResource(patterns: Texts, resource: string): boolean {
  return [patterns]
    .flat()
    .some((pattern) => (resource === '*' ? pattern === '*' : matchesPattern(pattern, resource)));
}

function matchesPrincipal(
  named: '*' | Readonly<Record<string, Texts>>,
  principal: Readonly<Record<string, string>> | undefined,
): boolean {
  if (named === '*') return true;
  if (!principal) return false;
  return Object.entries(named).some(([kind, values]) =>
    [values].flat().some((value) => {
      const actual = principal[kind];
      if (value === '*') return kind === 'AWS' || actual !== undefined;
      return actual !== undefined && (actual === value || isOfAccount(kind, value, actual));
    }),
  );
}

/** An account, by its number or its root, stands for every principal in it. */
function isOfAccount(kind: string, value: string, actual: string): boolean {
  if (kind !== 'AWS') return false;
  const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  return account !== undefined && actual.split(':')[4] === account;
}
