import { AwsError } from '../../endpoint/aws-error.ts';

export type Token =
  | { kind: 'sign'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  /** A length of time, `5m`, in milliseconds. */
  | { kind: 'period'; ms: number }
  | { kind: 'regex'; regex: RegExp }
  /** A field, a command, a function or a word of the language. Quoted by backticks it is a field whatever it holds. */
  | { kind: 'name'; text: string; isQuoted: boolean };

const TOKEN =
  /\s*(?:(#[^\n]*)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]+)`|(\d+(?:\.\d+)?)(ms|s|m|h|d|w)?(?![\w.])|(=~|!=|<=|>=|[=<>()[\],|*+%^])|([-/])|([@\w][\w.@:-]*))/y;

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Takes a query of Logs Insights apart. Throws AwsError `MalformedQueryException`. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (query.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(query);
    if (!match) throw malformed(`unexpected symbol found at: ${query.slice(at).trim().slice(0, 20)}`);
    const [, comment, double, single, quoted, number, unit, sign, slashOrMinus, name] = match;
    const text = double ?? single;
    if (comment !== undefined) continue;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replace(/\\(["'\\])/g, '$1') });
    else if (quoted !== undefined) tokens.push({ kind: 'name', text: quoted, isQuoted: true });
    else if (number !== undefined && unit !== undefined)
      tokens.push({ kind: 'period', ms: Number(number) * (UNITS[unit] ?? 1) });
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (slashOrMinus === '/' && startsRegex(tokens.at(-1))) tokens.push(readRegex(query));
    else if (sign !== undefined || slashOrMinus !== undefined)
      tokens.push({ kind: 'sign', text: sign ?? slashOrMinus ?? '' });
    else tokens.push({ kind: 'name', text: name ?? '', isQuoted: false });
  }
  return tokens;
}

/** A slash begins a regular expression where an operand cannot have ended. */
function startsRegex(before: Token | undefined): boolean {
  if (!before || before.kind === 'sign') return before?.kind !== 'sign' || before.text !== ')';
  return (before.kind === 'name' && /^(like|parse|in)$/i.test(before.text)) || isField(before);
}

/** `parse @message /…/`: a field before a regular expression, which no division has there. */
function isField(token: Token): boolean {
  return token.kind === 'name' && token.text.startsWith('@');
}

function readRegex(query: string): Token {
  const rest = query.slice(TOKEN.lastIndex);
  const end = /^(?:[^/\\]|\\.)*/.exec(rest)?.[0] ?? '';
  if (rest[end.length] !== '/') throw malformed('a regular expression has no end');
  const flags = /^[im]*/.exec(rest.slice(end.length + 1))?.[0] ?? '';
  TOKEN.lastIndex += end.length + 1 + flags.length;
  return { kind: 'regex', regex: compileRegex(end, flags) };
}

/** Inline flags, `(?i)`, are of another dialect than JavaScript's. */
export function compileRegex(source: string, flags = ''): RegExp {
  const inline = /^\(\?([im]+)\)/.exec(source);
  try {
    return new RegExp(
      source.slice(inline?.[0].length ?? 0),
      [...new Set(flags + (inline?.[1] ?? ''))].join(''),
    );
  } catch {
    throw malformed(`invalid regular expression: ${source}`);
  }
}

export function malformed(message: string): AwsError {
  return new AwsError('MalformedQueryException', message);
}
