import { matchesPattern } from '../../policy/matches-pattern.ts';
import { validationError } from '../template/validation-error.ts';
import type { ResourceChange } from '../stack/stack-records.ts';

type Statement = {
  Effect: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: {
    StringEquals?: { ResourceType?: string | string[] };
    StringLike?: { ResourceType?: string | string[] };
  };
};

/** Checks that a text is a stack policy, and gives it back. Throws AwsError `ValidationError`. */
export function parseStackPolicy(text: string): string {
  statementsOf(text);
  return text;
}

/**
 * Throws AwsError `ValidationError` when the policy of a stack does not allow a change.
 *
 * Assumed: CloudFormation denies single resources in the middle of an update; here the update is rejected as a whole.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export function assertPolicyAllows(policy: string | undefined, changes: readonly ResourceChange[]): void {
  if (policy === undefined) return;
  const statements = statementsOf(policy);
  for (const change of changes) {
    const action = actionOf(change);
    if (action === undefined) continue;
    const about = statements.filter((statement) => appliesTo(statement, action, change));
    const isAllowed =
      about.some(({ Effect }) => Effect === 'Allow') && !about.some(({ Effect }) => Effect === 'Deny');
    if (!isAllowed)
      throw validationError(
        `Action denied by stack policy: Statement does not allow ${action} of resource ${change.LogicalResourceId}`,
      );
  }
}

function actionOf({ Action, Replacement }: ResourceChange): string | undefined {
  if (Action === 'Add') return undefined;
  if (Action === 'Remove') return 'Update:Delete';
  return Replacement === 'True' ? 'Update:Replace' : 'Update:Modify';
}

function appliesTo(
  statement: Statement,
  action: string,
  { LogicalResourceId, ResourceType }: ResourceChange,
): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const resource = `LogicalResourceId/${LogicalResourceId}`;
  const isAction = Action === undefined ? !matchesAny(NotAction, action) : matchesAny(Action, action);
  const isResource =
    Resource === undefined ? !matchesAny(NotResource, resource) : matchesAny(Resource, resource);
  const types = [Condition.StringEquals?.ResourceType, Condition.StringLike?.ResourceType]
    .flat()
    .filter((one) => one !== undefined);
  return (
    isAction && isResource && (types.length === 0 || types.some((type) => matchesPattern(type, ResourceType)))
  );
}

function matchesAny(patterns: string | string[] | undefined, text: string): boolean {
  return [patterns ?? []].flat().some((pattern) => matchesPattern(pattern, text));
}

function statementsOf(text: string): Statement[] {
  try {
    const { Statement } = JSON.parse(text) as { Statement?: Statement | Statement[] };
    const statements = [Statement ?? []].flat();
    if (statements.length > 0 && statements.every(({ Effect }) => Effect === 'Allow' || Effect === 'Deny'))
      return statements;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw validationError('Error validating stack policy: Invalid stack policy');
}
