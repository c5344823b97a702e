import type { EnvironmentReader } from '../environment.reader.ts';
import { check, isSecret, type EnvClass, type Variable } from './define-env.ts';
import { parseSecretReference, type SecretReference } from './secret-reference.ts';
import { Secret } from './secret.ts';

/**
 * Reads the variables that an application declares; what is wrong with them is noted with the reader. No message of a rule is passed
 * on: it may hold the value.
 *
 * @param deployed whether a secret that is read at run time must be where it is kept; on a laptop its value may be said
 */
export function readEnv<Env extends EnvClass>(
  env: Env,
  read: EnvironmentReader,
  deployed: boolean,
): InstanceType<Env> {
  const values = Object.entries(env.variables).map(([name, variable]) => {
    const text = read.text(name) ?? variable.default;
    const reference = variable.secret === 'run' ? parseSecretReference(text ?? '') : undefined;
    if (reference) return [name, new Secret(() => readReferred(name, variable, reference))];
    if (variable.secret === 'run' && deployed && text !== undefined)
      read.reject(
        name,
        'must say where the secret is kept, ssm:/<name> or secretsmanager:<name>[:<key>], and never hold it.',
      );
    const { issues, ...checked } = check(variable.rule, text) as { issues?: unknown; value?: unknown };
    if (issues !== undefined) read.reject(name, describe(text, variable));
    const { value } = checked;
    return [name, variable.secret === 'run' ? new Secret(async () => value) : value];
  });
  return Object.freeze(new env(Object.fromEntries(values) as never)) as InstanceType<Env>;
}

async function readReferred(name: string, variable: Variable, reference: SecretReference): Promise<unknown> {
  const { readSecret } = await import('./read-secret.ts');
  const checked = check(variable.rule, await readSecret(reference));
  if (checked.issues === undefined) return checked.value;
  throw new Error(`What is kept for ${name} breaks its rule. ${variable.description}`);
}

function describe(text: string | undefined, variable: Variable): string {
  const { description, example } = variable;
  const problem = text === undefined ? 'is not set' : 'breaks its rule';
  return `${problem}. ${description} ${isSecret(variable) ? 'Its form is' : 'An example is'} ${example}`;
}
