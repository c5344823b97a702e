import { FUNCTIONS } from './functions.ts';
import { compileRegex, malformed, type Token } from './tokenize.ts';

/** A field of an event has text, a number, a truth value, or nothing. */
export type Value = string | number | boolean | undefined;
export type Fields = Readonly<Record<string, Value>>;
/** What an expression is in an event; `text` is how it was written, the name of its column. */
export type Expression = { evaluate(fields: Fields): Value; text: string };

/** Reads tokens from the front. */
export type Cursor = {
  peek(): Token | undefined;
  take(): Token;
  /** Takes the next token when it is this sign or this word of the language. */
  accept(text: string): boolean;
  expect(text: string): void;
};

export function createCursor(tokens: readonly Token[]): Cursor {
  let at = 0;
  const cursor: Cursor = {
    peek: () => tokens[at],
    take() {
      const token = tokens[at];
      if (!token) throw malformed('the query ends too early');
      at += 1;
      return token;
    },
    accept(text) {
      const isNext = isSign(tokens[at], text);
      if (isNext) at += 1;
      return isNext;
    },
    expect(text) {
      if (!cursor.accept(text)) throw malformed(`expected ${text}`);
    },
  };
  return cursor;
}

/** Reads an expression: `or`, `and`, `not`, comparisons, arithmetic, functions. */
export function parseExpression(cursor: Cursor): Expression {
  return parseOr(cursor);
}

function parseOr(cursor: Cursor): Expression {
  let left = parseAnd(cursor);
  while (cursor.accept('or')) left = binary(left, 'or', parseAnd(cursor), (a, b) => truth(a) || truth(b));
  return left;
}

function parseAnd(cursor: Cursor): Expression {
  let left = parseNot(cursor);
  while (cursor.accept('and')) left = binary(left, 'and', parseNot(cursor), (a, b) => truth(a) && truth(b));
  return left;
}

function parseNot(cursor: Cursor): Expression {
  if (!cursor.accept('not')) return parseComparison(cursor);
  const { evaluate, text } = parseNot(cursor);
  return { evaluate: (fields) => !truth(evaluate(fields)), text: `not ${text}` };
}

const COMPARISONS: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  '=': (left, right) => isSame(left, right),
  '!=': (left, right) => left !== undefined && !isSame(left, right),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
};

function parseComparison(cursor: Cursor): Expression {
  const left = parseSum(cursor);
  for (const [sign, compare] of Object.entries(COMPARISONS)) {
    if (cursor.accept(sign)) return binary(left, sign, parseSum(cursor), compare);
  }
  const isNegated = cursor.accept('not');
  if (cursor.accept('like') || cursor.accept('=~')) return matching(left, cursor.take(), isNegated);
  if (cursor.accept('in')) return membership(left, cursor, isNegated);
  if (isNegated) throw malformed('expected like or in after not');
  return left;
}

function matching({ evaluate, text }: Expression, pattern: Token, isNegated: boolean): Expression {
  if (pattern.kind !== 'regex' && pattern.kind !== 'text') throw malformed('expected a pattern after like');
  const regex = pattern.kind === 'regex' ? pattern.regex : compileRegex(escapeRegex(pattern.text));
  return {
    evaluate(fields) {
      const value = evaluate(fields);
      return value !== undefined && regex.test(String(value)) !== isNegated;
    },
    text: `${text} like`,
  };
}

function membership({ evaluate, text }: Expression, cursor: Cursor, isNegated: boolean): Expression {
  cursor.expect('[');
  const members: Expression[] = [];
  do members.push(parseExpression(cursor));
  while (cursor.accept(','));
  cursor.expect(']');
  return {
    evaluate: (fields) => members.some((one) => isSame(evaluate(fields), one.evaluate(fields))) !== isNegated,
    text: `${text} in`,
  };
}

function parseSum(cursor: Cursor): Expression {
  let left = parseProduct(cursor);
  for (;;) {
    if (cursor.accept('+'))
      left = binary(
        left,
        '+',
        parseProduct(cursor),
        arithmetic((a, b) => a + b),
      );
    else if (cursor.accept('-'))
      left = binary(
        left,
        '-',
        parseProduct(cursor),
        arithmetic((a, b) => a - b),
      );
    else return left;
  }
}

function parseProduct(cursor: Cursor): Expression {
  let left = parsePower(cursor);
  for (;;) {
    if (cursor.accept('*'))
      left = binary(
        left,
        '*',
        parsePower(cursor),
        arithmetic((a, b) => a * b),
      );
    else if (cursor.accept('/'))
      left = binary(
        left,
        '/',
        parsePower(cursor),
        arithmetic((a, b) => a / b),
      );
    else if (cursor.accept('%'))
      left = binary(
        left,
        '%',
        parsePower(cursor),
        arithmetic((a, b) => a % b),
      );
    else return left;
  }
}

function parsePower(cursor: Cursor): Expression {
  const left = parseOperand(cursor);
  return cursor.accept('^')
    ? binary(
        left,
        '^',
        parsePower(cursor),
        arithmetic((a, b) => a ** b),
      )
    : left;
}

function parseOperand(cursor: Cursor): Expression {
  if (cursor.accept('(')) {
    const inner = parseExpression(cursor);
    cursor.expect(')');
    return { ...inner, text: `(${inner.text})` };
  }
  if (cursor.accept('-')) {
    const { evaluate, text } = parseOperand(cursor);
    return { evaluate: (fields) => -Number(evaluate(fields)), text: `-${text}` };
  }
  const token = cursor.take();
  switch (token.kind) {
    case 'text':
      return { evaluate: () => token.text, text: `'${token.text}'` };
    case 'number':
      return { evaluate: () => token.value, text: String(token.value) };
    case 'period':
      return { evaluate: () => token.ms, text: String(token.ms) };
    case 'name':
      return !token.isQuoted && cursor.accept('(') ? parseCall(token.text, cursor) : field(token.text);
    default:
      throw malformed(`unexpected symbol found ${token.kind === 'sign' ? token.text : 'regex'}`);
  }
}

function field(name: string): Expression {
  return { evaluate: (fields) => fields[name], text: name };
}

function parseCall(name: string, cursor: Cursor): Expression {
  const call = Object.hasOwn(FUNCTIONS, name.toLowerCase()) ? FUNCTIONS[name.toLowerCase()] : undefined;
  if (!call) throw malformed(`the local AWS does not know the function ${name} of queries`);
  const given: Expression[] = [];
  if (!cursor.accept(')')) {
    do given.push(parseExpression(cursor));
    while (cursor.accept(','));
    cursor.expect(')');
  }
  return {
    evaluate: (fields) =>
      call(
        given.map((one) => one.evaluate(fields)),
        fields,
      ),
    text: `${name}(${given.map(({ text }) => text).join(',')})`,
  };
}

function binary(
  left: Expression,
  sign: string,
  right: Expression,
  apply: (left: Value, right: Value) => Value,
): Expression {
  return {
    evaluate: (fields) => apply(left.evaluate(fields), right.evaluate(fields)),
    text: `${left.text} ${sign} ${right.text}`,
  };
}

function arithmetic(apply: (left: number, right: number) => number): (left: Value, right: Value) => Value {
  return (left, right) => {
    const result =
      left === undefined || right === undefined ? Number.NaN : apply(Number(left), Number(right));
    return Number.isNaN(result) ? undefined : result;
  };
}

export function truth(value: Value): boolean {
  return value === true || value === 'true' || (typeof value === 'number' && value !== 0);
}

function isSame(left: Value, right: Value): boolean {
  if (typeof left === 'number' || typeof right === 'number') return Number(left) === Number(right);
  return left !== undefined && String(left) === String(right);
}

/** Below, at or above zero; NaN for what has no order. Numbers by size, text by its characters. */
export function order(left: Value, right: Value): number {
  if (left === undefined || right === undefined) return Number.NaN;
  const difference = Number(left) - Number(right);
  if (!Number.isNaN(difference)) return difference;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
}

function escapeRegex(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

/** Whether a token is this sign, or this word of the language in any casing. */
function isSign(token: Token | undefined, text: string): boolean {
  if (token?.kind === 'sign') return token.text === text;
  return token?.kind === 'name' && !token.isQuoted && token.text.toLowerCase() === text;
}
