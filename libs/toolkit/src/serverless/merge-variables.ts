import { isSecret, passes, type Rule, type Variable, type Variables } from '@lambda-nest/application/env';

/** Variables of several functions, each of which is set by one parameter, whichever functions declare it. */
export type MergedVariables = Readonly<{ variables: Variables; violations: readonly string[] }>;

/** What functions of one stack declare, together: a value must pass the rules of all that declare it. */
export function mergeVariables(declared: readonly Variables[]): MergedVariables {
  const names = [...new Set(declared.flatMap((variables) => Object.keys(variables)))];
  const holders = (name: string): readonly Variable[] => declared.flatMap(({ [name]: one }) => one ?? []);
  const violations = names
    .filter((name) => new Set(holders(name).map(isSecret)).size > 1)
    .map(
      (name) =>
        `${name} is secret in one function and none in another. Declare it once and import it in both src/env.ts.`,
    );
  const variables = names.flatMap((name) => {
    const [first, ...others] = holders(name);
    return first ? [[name, others.reduce(both, first)] as const] : [];
  });
  return { variables: Object.fromEntries(variables), violations };
}

function both(one: Variable, other: Variable): Variable {
  const rule: Rule = {
    '~standard': {
      validate: (value) => {
        const checked = other.rule['~standard'].validate(value);
        return passes(other.rule, value as string | undefined)
          ? one.rule['~standard'].validate(value)
          : checked;
      },
    },
  };
  // A value is needed where one of them cannot do without.
  const { default: otherwise, ...rest } = one;
  return {
    ...rest,
    rule,
    ...(otherwise !== undefined && other.default !== undefined && { default: otherwise }),
  };
}
