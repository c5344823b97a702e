import type { Statement } from './policy-document.ts';
import { matchesPattern } from './matches-pattern.ts';

/** What is known of a request when its policies are evaluated, by condition key in lower case. */
export type RequestContext = Readonly<Record<string, string | readonly string[] | undefined>>;

type Compare = (actual: string, expected: string) => boolean;

const numeric =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (actual, expected) =>
    compare(Number(actual), Number(expected));
const dates =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (actual, expected) =>
    compare(Date.parse(actual), Date.parse(expected));

const COMPARISONS: Readonly<Record<string, Compare>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (actual, expected) => matchesPattern(expected, actual),
  ArnEquals: (actual, expected) => matchesPattern(expected, actual),
  ArnLike: (actual, expected) => matchesPattern(expected, actual),
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  NumericEquals: numeric((actual, expected) => actual === expected),
  NumericLessThan: numeric((actual, expected) => actual < expected),
  NumericLessThanEquals: numeric((actual, expected) => actual <= expected),
  NumericGreaterThan: numeric((actual, expected) => actual > expected),
  NumericGreaterThanEquals: numeric((actual, expected) => actual >= expected),
  DateEquals: dates((actual, expected) => actual === expected),
  DateLessThan: dates((actual, expected) => actual < expected),
  DateGreaterThan: dates((actual, expected) => actual > expected),
};

/** Operators that hold when the one without `Not` does not. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

type Operator = { set?: 'ForAllValues' | 'ForAnyValue'; name: string; ifExists: boolean };

function parseOperator(text: string): Operator {
  const [, set, name = '', suffix] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  return { name, ifExists: suffix !== undefined, ...(set && { set: set as 'ForAllValues' | 'ForAnyValue' }) };
}

export function isConditionKnown(operator: string): boolean {
  const { name } = parseOperator(operator);
  return name === 'Null' || Object.hasOwn(COMPARISONS, name) || Object.hasOwn(NEGATED, name);
}

/**
 * Whether a request meets every condition of a statement.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function meetsConditions({ Condition = {} }: Statement, context: RequestContext): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      meets(parseOperator(operator), context[key.toLowerCase()], [expected].flat().map(String)),
    ),
  );
}

function meets(
  { set, name, ifExists }: Operator,
  actual: string | readonly string[] | undefined,
  expected: readonly string[],
): boolean {
  if (name === 'Null') return expected.some((text) => (text === 'true') === (actual === undefined));
  const isNegated = Object.hasOwn(NEGATED, name);
  if (actual === undefined) return ifExists || isNegated || set === 'ForAllValues';
  const compare = COMPARISONS[isNegated ? (NEGATED[name] ?? '') : name];
  if (!compare) throw new Error(`The condition operator ${name} cannot be evaluated.`);
  const matches = (one: string): boolean => expected.some((text) => compare(one, text)) !== isNegated;
  const values = [actual].flat();
  return set === 'ForAllValues' ? values.every(matches) : values.some(matches);
}
