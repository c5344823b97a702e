import type { EnvironmentReader } from '../environment.reader.ts';
import { check, type EnvClass, type Variable } from './define-env.ts';

/**
 * Reads the variables that an application declares; what is wrong with them is noted with the reader. No message of a rule is passed
 * on: it may hold the value.
 */
export function readEnv<Env extends EnvClass>(env: Env, read: EnvironmentReader): InstanceType<Env> {
  const values = Object.entries(env.variables).map(([name, variable]) => {
    const text = read.text(name) ?? variable.default;
    const { issues, ...checked } = check(variable.rule, text) as { issues?: unknown; value?: unknown };
    if (issues !== undefined) read.reject(name, describe(text, variable));
    return [name, checked.value];
  });
  return Object.freeze(new env(Object.fromEntries(values) as never)) as InstanceType<Env>;
}

function describe(text: string | undefined, { description, example, secret = false }: Variable): string {
  const problem = text === undefined ? 'is not set' : 'breaks its rule';
  return `${problem}. ${description} ${secret ? 'Its form is' : 'An example is'} ${example}`;
}
