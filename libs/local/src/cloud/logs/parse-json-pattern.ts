import { AwsError } from '../endpoint/aws-error.ts';
import { matchesPattern } from '../policy/matches-pattern.ts';
import type { MessageFilter } from './parse-filter-pattern.ts';

type Test = (value: unknown) => boolean;

const TOKEN =
  /\s*(?:(\{|\}|\(|\)|&&|\|\||!=|<=|>=|=|<|>)|"((?:[^"\\]|\\.)*)"|(\$[\w.[\]*"-]+)|([^\s(){}&|=<>!"]+))/y;

type Token = { kind: 'sign' | 'text' | 'path' | 'word'; text: string };

/**
 * Reads a filter pattern on JSON: `{ $.level = "error" && $.status >= 500 }`. A message that is no JSON never matches.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function parseJsonPattern(pattern: string): MessageFilter {
  const tokens = tokenize(pattern);
  const take = (text?: string): Token => {
    const token = tokens.shift();
    if (!token || (text !== undefined && token.text !== text)) throw invalid(pattern);
    return token;
  };
  const is = (text: string): boolean => tokens[0]?.kind === 'sign' && tokens[0].text === text;

  const parseOr = (): Test => {
    const parts = [parseAnd()];
    while (is('||')) {
      take();
      parts.push(parseAnd());
    }
    return (value) => parts.some((part) => part(value));
  };
  const parseAnd = (): Test => {
    const parts = [parseOne()];
    while (is('&&')) {
      take();
      parts.push(parseOne());
    }
    return (value) => parts.every((part) => part(value));
  };
  const parseOne = (): Test => {
    if (is('(')) {
      take();
      const inner = parseOr();
      take(')');
      return inner;
    }
    const path = take();
    if (path.kind !== 'path') throw invalid(pattern);
    return parseComparison(path.text);
  };
  const parseComparison = (path: string): Test => {
    const { kind, text } = take();
    if (kind === 'word') {
      // IS NULL, IS TRUE, IS FALSE, EXISTS, NOT EXISTS
      const word = text.toUpperCase();
      if (word === 'EXISTS') return (value) => read(value, path) !== undefined;
      const next = take().text.toUpperCase();
      if (word === 'NOT' && next === 'EXISTS') return (value) => read(value, path) === undefined;
      const wanted = { NULL: null, TRUE: true, FALSE: false }[next];
      if (word !== 'IS' || wanted === undefined) throw invalid(pattern);
      return (value) => read(value, path) === wanted;
    }
    return compare(path, text, take());
  };
  const compare = (path: string, sign: string, { kind, text }: Token): Test => {
    const number = kind === 'word' ? Number(text) : Number.NaN;
    switch (sign) {
      case '=':
        return (value) => isEqual(read(value, path), text, number);
      case '!=':
        return (value) => read(value, path) !== undefined && !isEqual(read(value, path), text, number);
      case '<':
        return (value) => Number(read(value, path)) < number;
      case '<=':
        return (value) => Number(read(value, path)) <= number;
      case '>':
        return (value) => Number(read(value, path)) > number;
      case '>=':
        return (value) => Number(read(value, path)) >= number;
      default:
        throw invalid(pattern);
    }
  };

  take('{');
  const test = parseOr();
  take('}');
  if (tokens.length > 0) throw invalid(pattern);
  return (message) => {
    const value = parse(message);
    return value !== undefined && test(value);
  };
}

function tokenize(pattern: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (pattern.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(pattern);
    if (!match) throw invalid(pattern);
    const [, sign, quoted, path, word] = match;
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1') });
    else if (path !== undefined) tokens.push({ kind: 'path', text: path });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

function isEqual(actual: unknown, text: string, number: number): boolean {
  if (typeof actual === 'number') return actual === number;
  return typeof actual === 'string' && matchesPattern(text, actual);
}

/** The value at `$.a.b[0]`. */
function read(value: unknown, path: string): unknown {
  let found = value;
  for (const [, name, index] of path.slice(1).matchAll(/\.([\w-]+)|\[(\d+)\]/g)) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[name ?? index ?? ''];
  }
  return found;
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return undefined;
  }
}

function invalid(pattern: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);
}
