import { isSecretMember } from './secret-names.ts';
import { MAYBE_SECRET, SECRET_PATTERNS } from './secret-patterns.ts';

/** Stands where a secret was. */
export const REDACTED = '[redacted]';

const MAX_DEPTH = 6;
const MAX_TEXT = 8_192;
const MAX_ITEMS = 100;
/** Values copied for one record: one that shares its parts could unfold to any number of them. */
const MAX_VALUES = 1_000;

export type RedactOptions = Readonly<{
  /** Rewrites the stack of an error, e.g. to name the sources of a bundle. Default: as it is. */
  mapStack?: ((stack: string) => string) | undefined;
}>;

/** What is left to be copied of one record, and how. */
type Copying = RedactOptions & { values: number };

/**
 * Copies a value for the log without its secrets: members named like one (`authorization`, `password`, `…token`),
 * credentials, compact JWTs, keys and secret parameters inside any text. Errors become `{ name, message, stack, cause }`.
 * Deeper than 6 levels, after 1,000 values and text beyond 8,192 characters are cut. Never throws, whatever it is given.
 */
export function redact(value: unknown, { mapStack }: RedactOptions = {}): unknown {
  return copy(value, 0, { values: MAX_VALUES, mapStack });
}

function copy(value: unknown, depth: number, copying: Copying): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH || copying.values <= 0) return '[cut]';
  try {
    return copyObject(value, depth, copying);
  } catch {
    // A getter or a proxy that throws: what is being reported matters more.
    return '[unreadable]';
  }
}

function copyObject(value: object, depth: number, copying: Copying): unknown {
  if (value instanceof Error) return copyError(value, depth, copying);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (!Array.isArray(value)) return copyMembers(value, depth, copying);
  copying.values -= Math.min(value.length, MAX_ITEMS);
  return value.slice(0, MAX_ITEMS).map((item) => copy(item, depth + 1, copying));
}

function copyMembers(value: object, depth: number, copying: Copying): Record<string, unknown> {
  const members = value as Record<string, unknown>;
  const names = Object.keys(members).slice(0, Math.max(0, copying.values));
  copying.values -= names.length;
  const copied: Record<string, unknown> = {};
  for (const name of names) {
    const member = members[name];
    const shown =
      member !== undefined && isSecretMember(name, member) ? REDACTED : copy(member, depth + 1, copying);
    if (name === '__proto__') keepProto(copied, shown);
    else copied[name] = shown;
  }
  return copied;
}

/** Assigned, it would not be a member of the copy but what it inherits from. */
function keepProto(copied: object, value: unknown): void {
  Object.defineProperty(copied, '__proto__', { value, enumerable: true });
}

function copyError(error: Error, depth: number, copying: Copying): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  // What our own errors say beside their message: `code`, `reason`, `detail`. Strings and numbers only.
  const details = Object.entries(copyMembers(error, depth, copying)).filter(([, member]) =>
    /string|number/.test(typeof member),
  );
  const { code } = error as { code?: unknown };
  return {
    name: redactText(String(name)),
    message: redactText(String(message)),
    ...Object.fromEntries(details),
    // Of an error it is what the error is called.
    ...(typeof code === 'string' ? { code: redactText(code) } : {}),
    ...(stack ? { stack: redactText(mapped(String(stack), copying)) } : {}),
    ...(cause === undefined ? {} : { cause: copy(cause, depth + 1, copying) }),
  };
}

/** A map that cannot be read must not cost the error itself. */
function mapped(stack: string, { mapStack }: RedactOptions): string {
  if (!mapStack) return stack;
  try {
    return mapStack(stack);
  } catch (error) {
    return `${stack}\n    (sources unknown: ${(error as Error).message})`;
  }
}

function redactText(text: string): string {
  const bounded = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  if (!MAYBE_SECRET.test(bounded)) return bounded;
  return SECRET_PATTERNS.reduce((safe, pattern) => safe.replace(pattern, `$1${REDACTED}`), bounded);
}
