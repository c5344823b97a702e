/** Bounds of a JSON text. */
export type JsonLimits = Readonly<{
  /** Levels of arrays and objects. */
  depth: number;
  /** Values in total, members and elements counted. */
  values: number;
  /** Members of one object: naming each unknown one takes longer the more there are. */
  members: number;
}>;

/** Why a JSON text is rejected before it is parsed. */
export type JsonViolation =
  'too-deep' | 'too-many-values' | 'too-many-members' | 'repeated-member' | 'reserved-member';

// Names through which a careless copy reaches a prototype, and names that every object answers to: class-validator takes
// a member `toString` for a declared one.
const RESERVED_MEMBERS = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/**
 * Scans a JSON text, without building anything, for what `JSON.parse` accepts and handlers should never see: nesting
 * and width beyond the limits, a member that is sent twice (of which different readers keep different ones), and
 * members named like what every object has. Syntax is left to `JSON.parse`: a text that is not JSON may or may not have
 * a violation.
 */
export function findJsonViolation(text: string, limits: JsonLimits): JsonViolation | undefined {
  const open: (Set<string> | undefined)[] = [];
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const violation = isMember(text, end)
        ? nameViolation(open.at(-1), text.slice(at, end + 1), limits)
        : undefined;
      if (violation) return violation;
      at = end;
    } else if (character === '{' || character === '[') {
      if (open.length === limits.depth) return 'too-deep';
      open.push(character === '{' ? new Set() : undefined);
      values += 1;
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ',') {
      values += 1;
    }
    if (values > limits.values) return 'too-many-values';
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

/** A string is a member's name when a colon follows it. */
function isMember(text: string, end: number): boolean {
  let next = end + 1;
  while (next < text.length && ' \t\n\r'.includes(text.charAt(next))) next += 1;
  return text[next] === ':';
}

function nameViolation(
  names: Set<string> | undefined,
  literal: string,
  limits: JsonLimits,
): JsonViolation | undefined {
  const name = unescape(literal);
  if (RESERVED_MEMBERS.has(name)) return 'reserved-member';
  if (names?.has(name)) return 'repeated-member';
  if (names?.size === limits.members) return 'too-many-members';
  names?.add(name);
  return undefined;
}

// `"\u005f_proto__"` is the same name as `"__proto__"`.
function unescape(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}
