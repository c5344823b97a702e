import {
  isSecret,
  parseSecretReference,
  passes,
  type SecretReference,
  type Variable,
  type Variables,
} from '@lambda-nest/application/env';
import type { Statement } from '../function/function-config.ts';
import type { Parameters } from './parameters.ts';

/** The parameter of the stack by which a variable is set: `ORDERS_URL` by `ordersUrl`. */
export function parameterOf(variable: string): string {
  return variable.toLowerCase().replaceAll(/_+([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

/** The names of the parameters that an application's own variables make. */
export function ownParameters(variables: Variables): readonly string[] {
  return Object.keys(variables).map(parameterOf);
}

/** What is wrong with the parameters of an application's own variables, a sentence each. None shows a value. */
export function findOwnViolations(
  variables: Variables,
  parameters: Parameters,
  known: ReadonlySet<string>,
): readonly string[] {
  return Object.entries(variables).flatMap(([name, variable]) => {
    const parameter = parameterOf(name);
    if (known.has(parameter))
      return [
        `${name} would be set by ${parameter}, which is a parameter already. Give the variable another name.`,
      ];
    const violation = findViolation(name, variable, parameters[parameter] ?? '');
    return violation === undefined ? [] : [`${parameter} ${violation}`];
  });
}

function findViolation(name: string, variable: Variable, value: string): string | undefined {
  const { rule, description, example, default: otherwise } = variable;
  const secret = isSecret(variable);
  if (value === '') {
    if (otherwise !== undefined || passes(rule, undefined)) return undefined;
    const what = secret
      ? 'where the secret is kept, such as secretsmanager:my-api/dev'
      : `a value such as ${example}`;
    return `is missing, and ${name} has no default. ${description} Set it in infra/parameters to ${what}.`;
  }
  if (secret) {
    return parseSecretReference(value)
      ? undefined
      : `must say where the secret is kept, ssm:/<name> or secretsmanager:<name>[:<key>], and never hold it.`;
  }
  return passes(rule, value)
    ? undefined
    : `breaks the rule of ${name}. ${description} An example is ${example}`;
}

/**
 * The variables of the function that follow from the parameters. Of a secret they say where it is kept: CloudFormation reads it when it
 * deploys, or the function when it runs, so that it is in no template.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function ownEnvironment(
  variables: Variables,
  parameters: Parameters,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, variable]) => {
      const value = parameters[parameterOf(name)] ?? '';
      if (value === '') return [];
      return [[name, isSecret(variable) && variable.secret !== 'run' ? toReference(value) : value]];
    }),
  );
}

export function toReference(value: string): string {
  const reference = parseSecretReference(value);
  if (reference?.kind === 'ssm') return `{{resolve:ssm:${reference.name}}}`;
  const { id = '', key } = reference ?? {};
  return `{{resolve:secretsmanager:${id}:SecretString${key === undefined ? '' : `:${key}`}}}`;
}

/** Whether CloudFormation reads a value of a template where it is kept, when it deploys. */
export function isDynamicReference(value: unknown): boolean {
  return /^\{\{resolve:(?:ssm|secretsmanager):[^}]+\}\}$/.test(String(value));
}

/** What a function may do to read the secrets that it reads at run time, each and no other. */
export function secretStatements(variables: Variables, parameters: Parameters): readonly Statement[] {
  return Object.entries(variables).flatMap(([name, { secret }]) => {
    const reference = secret === 'run' && parseSecretReference(parameters[parameterOf(name)] ?? '');
    if (!reference) return [];
    return [readStatement(reference)];
  });
}

/** What it takes to read one secret, and no other. */
export function readStatement(reference: SecretReference): Statement {
  return reference.kind === 'ssm'
    ? { actions: ['ssm:GetParameter'], resources: [arnOf('ssm', `parameter${reference.name}`)] }
    : {
        actions: ['secretsmanager:GetSecretValue'],
        // Secrets Manager appends a hyphen and six characters that are not known beforehand.
        // https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
        resources: [arnOf('secretsmanager', `secret:${reference.id}-??????`)],
      };
}

function arnOf(service: string, resource: string): object {
  const account = [{ Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];
  return {
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${service}:`, ...account, `:${resource}`]],
  };
}

/** What a template's function lacks of the variables, or has of a secret that must not be there. */
export function findVariableViolations(
  variables: Variables,
  environment: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(variables).flatMap(([name, variable]) => {
    const { rule, secret, default: otherwise } = variable;
    const value = environment[name];
    const isNeeded = otherwise === undefined && !passes(rule, undefined);
    if (value === undefined)
      return isNeeded
        ? [
            `must have ${name}, which the application declares in src/env.ts. Set the parameter ${parameterOf(name)}.`,
          ]
        : [];
    const isReference =
      secret === 'run' ? parseSecretReference(String(value)) !== undefined : isDynamicReference(value);
    return isSecret(variable) && !isReference
      ? [
          `must have ${name} by reference, never its value. Set the parameter ${parameterOf(name)} to where it is kept.`,
        ]
      : [];
  });
}
