import { addSegment, GenMapping, toEncodedMap } from '@jridgewell/gen-mapping';
import { parse, tokTypes, type Token } from 'acorn';
import { createEscape } from './escape-token.ts';

export type CompactOptions = Readonly<{
  /** Expressions such as `process.env.NAME` that stand for a JSON value. */
  define: Readonly<Record<string, string>>;
  /** Whether a map from the result to the text is made. */
  hasMap: boolean;
}>;

export type Compacted = Readonly<{
  code: string;
  /** Source map as JSON; empty without one. */
  map: string;
}>;

/**
 * Takes comments and white space out of a script and nothing else: its tokens stay, and so do the line ends that a missing
 * semicolon may stand for. What it does, and the names of all its functions, are as they were.
 *
 * @throws SyntaxError
 */
export function compactSource(code: string, { define, hasMap }: CompactOptions): Compacted {
  const tokens: Token[] = [];
  const program = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    onToken: tokens,
    locations: hasMap,
  });
  const map = hasMap ? new GenMapping() : undefined;
  const escape = createEscape(program, code);
  const constants = new Constants(define);
  let made = '';
  let line = 0;
  let lineStart = 0;
  let before: Token | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.type === tokTypes.eof) break;
    const gap = before ? code.slice(before.end, token.start) : '';
    const isBroken = LINE_END.test(gap);
    if (before && isBroken && (made.length - lineStart > LINE_LENGTH || isBreakRead(before, token, code))) {
      made += '\n';
      line += 1;
      lineStart = made.length;
    } else if (before && gap !== '' && !isBroken && needsSpace(before, token, code)) made += ' ';
    if (map && token.loc) {
      const { start } = token.loc;
      addSegment(map, line, made.length - lineStart, SOURCE, start.line - 1, start.column);
    }
    const constant = constants.at(tokens, at, code);
    const text = constant?.value ?? escape(code.slice(token.start, token.end), token);
    if (constant) at += constant.length - 1;
    const lastBreak = text.lastIndexOf('\n');
    if (lastBreak >= 0) {
      line += text.split('\n').length - 1;
      lineStart = made.length + lastBreak + 1;
    }
    made += text;
    before = tokens[at];
  }
  return { code: made, map: map ? JSON.stringify(toEncodedMap(map)) : '' };
}

const LINE_END = /[\n\r\u2028\u2029]/;
/** Columns of a line at which the next line end of the text is kept: Node prints the line of an error that nothing caught. */
const LINE_LENGTH = 120;

/** Whether a line end between two tokens could stand for a semicolon. */
function isBreakRead(before: Token, token: Token, code: string): boolean {
  return !/[{([,;]/.test(code[before.end - 1] ?? '') && code[token.start] !== '}';
}

/** A map has to name its one source. */
const SOURCE = 'module';

const WORD = /[\w$\\#@\u0080-\u{10ffff}]/u;
/** What no other character next to it makes another token of. */
const CLOSED = /[(){}[\];,'"`]/;

/** Whether two tokens that white space parts would be read as others without it. */
function needsSpace(before: Token, token: Token, code: string): boolean {
  const last = code[before.end - 1] ?? '';
  const first = code[token.start] ?? '';
  const isWord = WORD.test(last);
  // What follows a number or a regular expression may become a part of it.
  if (before.type === tokTypes.num || before.type === tokTypes.regexp) return !CLOSED.test(first);
  if (CLOSED.test(last) || CLOSED.test(first)) return false;
  return isWord === WORD.test(first);
}

/** Finds expressions that stand for a constant: names and the members of them, never what is assigned to. */
class Constants {
  readonly #paths: readonly Readonly<{ names: readonly string[]; value: string }>[];

  constructor(define: Readonly<Record<string, string>>) {
    this.#paths = Object.entries(define).map(([path, value]) => ({ names: path.split('.'), value }));
  }

  /** What an expression at a token stands for, and how many tokens it has. */
  at(
    tokens: readonly Token[],
    at: number,
    code: string,
  ): Readonly<{ value: string; length: number }> | undefined {
    const before = tokens[at - 1]?.type;
    if (before === tokTypes.dot || before === tokTypes.questionDot) return undefined;
    for (const { names, value } of this.#paths) {
      const end = endOfPath(names, tokens, at, code);
      const after = end === undefined ? undefined : tokens[end]?.type;
      const isAssigned = after === tokTypes.eq || after === tokTypes.assign || after === tokTypes.incDec;
      if (end !== undefined && !isAssigned) return { value, length: end - at };
    }
    return undefined;
  }
}

/** Index after the tokens of `a.b` or `a['b']`; `undefined` where they are others. */
function endOfPath(
  [object, ...members]: readonly string[],
  tokens: readonly Token[],
  start: number,
  code: string,
): number | undefined {
  const textAt = (at: number): string => code.slice(tokens[at]?.start ?? 0, tokens[at]?.end ?? 0);
  if (textAt(start) !== object) return undefined;
  let at = start + 1;
  for (const member of members) {
    if (textAt(at) === '.' && textAt(at + 1) === member) at += 2;
    else if (
      textAt(at) === '[' &&
      /^['"]/.test(textAt(at + 1)) &&
      textAt(at + 1).slice(1, -1) === member &&
      textAt(at + 2) === ']'
    )
      at += 3;
    else return undefined;
  }
  return at;
}
