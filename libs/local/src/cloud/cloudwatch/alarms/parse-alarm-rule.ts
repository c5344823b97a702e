import { AwsError } from '../../endpoint/aws-error.ts';
import type { AlarmState } from './alarm-records.ts';

/** Whether a rule holds, by the states of the alarms that it names: `undefined` for one that there is not. */
export type AlarmRule = Readonly<{
  names: ReadonlySet<string>;
  holds(stateOf: (name: string) => AlarmState | undefined): boolean;
}>;

type Node = (stateOf: (name: string) => AlarmState | undefined) => boolean;

const TOKEN =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|([^\s")]+))\s*\)|(AND|OR|NOT|TRUE|FALSE)\b|([()]))/y;

/**
 * Reads the rule of a composite alarm: `ALARM("a") AND NOT (OK(b) OR ALARM(c))`. AND binds closer than OR.
 *
 * @throws AwsError `ValidationError`
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function parseAlarmRule(text: string): AlarmRule {
  const names = new Set<string>();
  let at = 0;
  const read = (): RegExpExecArray | undefined => {
    TOKEN.lastIndex = at;
    return TOKEN.exec(text) ?? undefined;
  };
  const accept = (word: string): boolean => {
    const token = read();
    if (token?.[4] !== word && token?.[5] !== word) return false;
    at = TOKEN.lastIndex;
    return true;
  };
  const operand = (): Node => {
    if (accept('NOT')) {
      const negated = operand();
      return (stateOf) => !negated(stateOf);
    }
    if (accept('TRUE')) return () => true;
    if (accept('FALSE')) return () => false;
    if (accept('(')) {
      const inner = either();
      if (!accept(')')) throw invalid(text);
      return inner;
    }
    const token = read();
    const [, state, quoted, plain] = token ?? [];
    if (state === undefined) throw invalid(text);
    at = TOKEN.lastIndex;
    const name = (quoted ?? plain ?? '').replace(/^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:/, '');
    names.add(name);
    return (stateOf) => stateOf(name) === state;
  };
  const series = (word: string, part: () => Node, join: (nodes: readonly Node[]) => Node): Node => {
    const nodes = [part()];
    while (accept(word)) nodes.push(part());
    return join(nodes);
  };
  const both = (): Node =>
    series('AND', operand, (nodes) => (stateOf) => nodes.every((node) => node(stateOf)));
  const either = (): Node => series('OR', both, (nodes) => (stateOf) => nodes.some((node) => node(stateOf)));
  const holds = either();
  if (text.slice(at).trim() !== '') throw invalid(text);
  return { names, holds };
}

function invalid(text: string): AwsError {
  return new AwsError('ValidationError', `The alarm rule cannot be read: ${text}`);
}
