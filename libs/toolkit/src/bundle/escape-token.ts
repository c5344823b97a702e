import { tokTypes, type Node, type Program, type Token } from 'acorn';

/** Escapes what is not ASCII in the tokens of a program, so that V8 can hold its text with one byte a character. */
export type Escape = (text: string, token: Token) => string;

// eslint-disable-next-line no-control-regex -- ASCII begins with control characters.
const NOT_ASCII = /[^\x00-\x7f]/;
const ESCAPED = /\\[^]|[^\\]/gu;

/**
 * Makes the escape of a program. What a template's tag is given raw cannot be written otherwise, and stays.
 *
 * @see https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar
 */
export function createEscape(program: Program, code: string): Escape {
  if (!NOT_ASCII.test(code)) return (text) => text;
  const tagged = findTagged(program);
  return (text, token) => {
    if (!NOT_ASCII.test(text)) return text;
    if (token.type === tokTypes.name || token.type === tokTypes.privateId)
      return text.replace(/./gu, nameEscape);
    if (
      token.type === tokTypes.template &&
      tagged.some(([start, end]) => start <= token.start && token.end <= end)
    )
      return text;
    return text.replace(ESCAPED, textEscape);
  };
}

function nameEscape(character: string): string {
  return NOT_ASCII.test(character) ? `\\u{${character.codePointAt(0)?.toString(16)}}` : character;
}

function textEscape(part: string): string {
  if (!NOT_ASCII.test(part)) return part;
  // A backslash before a line end continues the line; before any other such character it says nothing.
  if (part.startsWith('\\')) return /[\u2028\u2029]/.test(part) ? '' : textEscape(part.slice(1));
  return Array.from({ length: part.length }, (_, at) => unitEscape(part.charCodeAt(at))).join('');
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Where templates stand that have a tag. */
function findTagged(node: Node): readonly (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  const nodes: unknown[] = [node];
  for (let next = nodes.pop(); next !== undefined; next = nodes.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const { type, quasi } = next as Node & { quasi?: Node };
    if (type === 'TaggedTemplateExpression' && quasi) found.push([quasi.start, quasi.end]);
    nodes.push(...Object.values(next).map((member) => member ?? null));
  }
  return found;
}
