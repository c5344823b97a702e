import { AGGREGATES, FUNCTIONS } from './functions.ts';
import type { MathValue, MathContext } from './math-value.ts';
import { OPERATORS } from './operators.ts';
import { mathError, tokenizeExpression, type MathToken } from './tokenize-expression.ts';

export type Evaluate = (context: MathContext) => MathValue;

export type Expression = {
  evaluate: Evaluate;
  /** Ids of other metrics that it is made of. */
  ids: ReadonlySet<string>;
};

/** Binds weakest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];

/**
 * Reads metric math: numbers, ids, arithmetic, comparison, AND and OR, and the functions of {@link FUNCTIONS}.
 *
 * @throws AwsError `ValidationError` for what does not parse, and for functions that are not known here
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function parseExpression(text: string): Expression {
  const tokens = tokenizeExpression(text);
  const ids = new Set<string>();
  const peek = (): string => {
    const [token] = tokens;
    return token?.kind === 'sign' || token?.kind === 'name' ? token.text : '';
  };
  const take = (expected?: string): MathToken => {
    const token = tokens.shift();
    if (!token || (expected !== undefined && token.text !== expected)) throw mathError(text);
    return token;
  };

  const parseLevel = (level: number): Evaluate => {
    const signs = LEVELS[level];
    if (!signs) return parseUnary();
    let left = parseLevel(level + 1);
    while (signs.includes(peek())) {
      const operate = OPERATORS[take().text];
      const [one, other] = [left, parseLevel(level + 1)];
      if (!operate) throw mathError(text);
      left = (context) => operate(one(context), other(context));
    }
    return left;
  };
  const parseUnary = (): Evaluate => {
    if (peek() !== '-') return parseOne();
    take();
    const inner = parseUnary();
    const subtract = OPERATORS['-'];
    if (!subtract) throw mathError(text);
    return (context) => subtract(0, inner(context));
  };
  const parseList = (end: string): Evaluate[] => {
    const list: Evaluate[] = [];
    while (peek() !== end) {
      if (list.length > 0) take(',');
      list.push(parseLevel(0));
    }
    take(end);
    return list;
  };
  const parseOne = (): Evaluate => {
    const { kind, text: found } = take();
    if (kind === 'number') return () => Number(found);
    if (kind === 'text') return () => ({ text: found });
    if (found === '(') {
      const inner = parseLevel(0);
      take(')');
      return inner;
    }
    if (found === '[') {
      const list = parseList(']');
      return (context) => ({ list: list.map((one) => one(context)) });
    }
    if (kind !== 'name') throw mathError(text);
    return peek() === '(' ? parseCall(found) : parseId(found);
  };
  const parseId = (id: string): Evaluate => {
    if (!/^[a-z]/.test(id) && id !== 'REPEAT' && id !== 'LINEAR') throw mathError(text, `unknown id ${id}`);
    if (!/^[a-z]/.test(id)) return () => ({ text: id });
    ids.add(id);
    return ({ metric }) => metric(id);
  };
  const parseCall = (name: string): Evaluate => {
    take('(');
    const apply = FUNCTIONS[name] ?? AGGREGATES[name];
    if (!apply) throw mathError(text, `the local AWS does not know the function ${name}`);
    const list = parseList(')');
    return (context) =>
      apply(
        list.map((one) => one(context)),
        context,
      );
  };

  const evaluate = parseLevel(0);
  if (tokens.length > 0) throw mathError(text);
  return { evaluate, ids };
}
