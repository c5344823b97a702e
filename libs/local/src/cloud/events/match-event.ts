import { isMembers } from '../cloudformation/specification/check-properties.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import { matchesPattern } from '../policy/matches-pattern.ts';

type Members = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

/**
 * Reads an event pattern: members with lists of values, one of which the event must have there; also `prefix`, `suffix`,
 * `equals-ignore-case`, `wildcard`, `anything-but`, `numeric`, `exists` and `$or`.
 *
 * @throws AwsError `InvalidEventPatternException`
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function parseEventPattern(text: string): (event: Members) => boolean {
  const pattern = parse(text);
  if (!isMembers(pattern)) throw invalid('Event pattern is not a JSON object');
  const test = ofMembers(pattern);
  return (event) => test(event);
}

function ofMembers(pattern: Members): Test {
  const tests = Object.entries(pattern).map(([name, one]): Test => {
    if (name === '$or') {
      if (!Array.isArray(one) || !one.every(isMembers)) throw invalid('"$or" must be a list of objects');
      const alternatives = one.map(ofMembers);
      return (value) => alternatives.some((test) => test(value));
    }
    const test = isMembers(one) ? ofMembers(one) : ofList(name, one);
    return (value) => test(isMembers(value) ? value[name] : undefined);
  });
  return (value) => tests.every((test) => test(value));
}

function ofList(name: string, list: unknown): Test {
  if (!Array.isArray(list) || list.length === 0)
    throw invalid(`"${name}" must be an object or an array of values`);
  const tests = list.map(ofValue);
  // A member that is a list has a value when one of its values fits.
  return (value) => {
    const values = Array.isArray(value) ? value : [value];
    return tests.some((test) => values.some(test));
  };
}

function ofValue(expected: unknown): Test {
  if (!isMembers(expected)) return (value) => value === expected;
  const [[kind, given] = ['', undefined], ...more] = Object.entries(expected);
  if (more.length > 0) throw invalid('Only one key allowed in match expression');
  switch (kind) {
    case 'prefix':
      return onText((text) => text.startsWith(String(given)));
    case 'suffix':
      return onText((text) => text.endsWith(String(given)));
    case 'equals-ignore-case':
      return onText((text) => text.toLowerCase() === String(given).toLowerCase());
    case 'wildcard':
      return onText((text) => matchesPattern(String(given), text, { single: undefined }));
    case 'exists':
      return (value) => (value !== undefined) === (given === true);
    case 'numeric':
      return ofNumeric(given);
    case 'anything-but': {
      const tests = [given].flat().map((one) => ofValue(one));
      return (value) => value !== undefined && !tests.some((test) => test(value));
    }
    default:
      throw invalid(`Unrecognized match type ${kind}`);
  }
}

/** `['>', 0, '<=', 5]` */
function ofNumeric(given: unknown): Test {
  const parts = Array.isArray(given) ? (given as unknown[]) : [];
  if (parts.length === 0 || parts.length % 2 !== 0) throw invalid('Value of numeric must be pairs');
  const compare: Record<string, (value: number, limit: number) => boolean> = {
    '<': (value, limit) => value < limit,
    '<=': (value, limit) => value <= limit,
    '=': (value, limit) => value === limit,
    '>=': (value, limit) => value >= limit,
    '>': (value, limit) => value > limit,
  };
  const tests = parts.flatMap((sign, index) => {
    if (index % 2 === 1) return [];
    const test = compare[String(sign)];
    const limit = Number(parts[index + 1]);
    if (!test || Number.isNaN(limit)) throw invalid(`Unrecognized numeric range operator: ${String(sign)}`);
    return [(value: number) => test(value, limit)];
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function onText(test: (text: string) => boolean): Test {
  return (value) => typeof value === 'string' && test(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw invalid(`Event pattern is not valid JSON: ${(error as Error).message}`);
  }
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
