/** Stands where a secret was. */
export const REDACTED = '[redacted]';

const SECRET_NAME =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookies?|key|pwd|pass(?:wd|phrase)?|credentials?|.*(?:api|private)[_-]?key|.*(?:password|secret|jwt|tokens?))$/i;

/** Secrets that give themselves away inside any text. `$1` is what stays in front of one. */
const SECRETS = [
  /\b((?:Bearer|Basic)\s+)[^\s"',;]+/gi,
  /\b()eyJ[\w-]{5,}\.[\w-]*\.?[\w-]*/g,
  /([?&](?:key|token|code)=)[^&\s"'#]*/gi,
  /\b((?:password|api_key|client_secret|(?:access|id|refresh)_?token)=)[^&\s"'#]*/gi,
  /("(?:password|api_?key|client_secret|private_key|(?:access|id|refresh)_?token)"\s*:\s*")(?:[^"\\]|\\.)*/gi,
  /()\bAIza[\w-]{30,}/g,
  /(-----BEGIN [A-Z ]*PRIVATE KEY-----)[^-]+/g,
] as const;

/** A letter that each of `SECRETS` needs, or a word: most text has none, and a look at it is all that it costs. */
const MAYBE_SECRET = /[="]|bearer|basic|eyJ|AIza|-----BEGIN/i;

const MAX_DEPTH = 6;
const MAX_TEXT = 8_192;
const MAX_ITEMS = 100;
/** Values copied for one record: one that shares its parts could unfold to any number of them. */
const MAX_VALUES = 1_000;

type Budget = { values: number };

/**
 * Copies a value for the log without its secrets: members named like one (`authorization`, `password`, `…token`),
 * credentials, compact JWTs, keys and secret parameters inside any text. Errors become `{ name, message, stack, cause }`.
 * Deeper than 6 levels, after 1,000 values and text beyond 8,192 characters are cut. Never throws, whatever it is given.
 */
export function redact(value: unknown): unknown {
  return copy(value, 0, { values: MAX_VALUES });
}

function copy(value: unknown, depth: number, budget: Budget): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH || budget.values <= 0) return '[cut]';
  try {
    return copyObject(value, depth, budget);
  } catch {
    // A getter or a proxy that throws: what is being reported matters more.
    return '[unreadable]';
  }
}

function copyObject(value: object, depth: number, budget: Budget): unknown {
  if (value instanceof Error) return copyError(value, depth, budget);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (!Array.isArray(value)) return copyMembers(value, depth, budget);
  budget.values -= Math.min(value.length, MAX_ITEMS);
  return value.slice(0, MAX_ITEMS).map((item) => copy(item, depth + 1, budget));
}

function copyMembers(value: object, depth: number, budget: Budget): Record<string, unknown> {
  const members = value as Record<string, unknown>;
  const names = Object.keys(members).slice(0, Math.max(0, budget.values));
  budget.values -= names.length;
  const copied: Record<string, unknown> = {};
  for (const name of names) {
    const member = members[name];
    const shown = member !== undefined && SECRET_NAME.test(name) ? REDACTED : copy(member, depth + 1, budget);
    if (name === '__proto__') keepProto(copied, shown);
    else copied[name] = shown;
  }
  return copied;
}

/** Assigned, it would not be a member of the copy but what it inherits from. */
function keepProto(copied: object, value: unknown): void {
  Object.defineProperty(copied, '__proto__', { value, enumerable: true });
}

function copyError(error: Error, depth: number, budget: Budget): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  // What our own errors say beside their message: `code`, `reason`, `detail`. Strings and numbers only.
  const details = Object.entries(copyMembers(error, depth, budget)).filter(([, member]) =>
    /string|number/.test(typeof member),
  );
  return {
    name: redactText(String(name)),
    message: redactText(String(message)),
    ...Object.fromEntries(details),
    ...(stack ? { stack: redactText(String(stack)) } : {}),
    ...(cause === undefined ? {} : { cause: copy(cause, depth + 1, budget) }),
  };
}

function redactText(text: string): string {
  const bounded = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  if (!MAYBE_SECRET.test(bounded)) return bounded;
  return SECRETS.reduce((safe, pattern) => safe.replace(pattern, `$1${REDACTED}`), bounded);
}
