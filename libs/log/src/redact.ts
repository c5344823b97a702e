/** Stands where a secret was. */
export const REDACTED = '[redacted]';

const SECRET_NAME =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-goog-api-key|api[_-]?key|key|password|secret|client_secret|credential|private_key|.*token|.*jwt)$/i;
const BEARER = /\b(Bearer|Basic)\s+[^\s"',;]+/gi;
const COMPACT_JWT = /\beyJ[\w-]{5,}\.[\w-]*\.?[\w-]*/g;
const SECRET_IN_QUERY =
  /([?&](?:key|access_token|id_token|refresh_token|token|password|api_key|code)=)[^&\s"'#]*/gi;
const MAX_DEPTH = 6;
const MAX_TEXT = 8_192;

/**
 * Copies a value for the log without its secrets: members named like one (`authorization`, `password`, `…token`),
 * bearer credentials, compact JWTs and secret query parameters inside any text. Errors become `{ name, message, stack,
 * cause }`. Deeper than 6 levels and text beyond 8,192 characters are cut.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return redactMembers(value, depth);
}

function redactMembers(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    copy[name] = SECRET_NAME.test(name) && member !== undefined ? REDACTED : redact(member, depth + 1);
  }
  return copy;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    name: error.name,
    message: redactText(error.message),
    // What our own errors say beside their message: `code`, `reason`, `detail`. Strings and numbers only.
    ...Object.fromEntries(
      Object.entries(redactMembers(error, depth)).filter(([, member]) => /string|number/.test(typeof member)),
    ),
    ...(error.stack ? { stack: redactText(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

function redactText(text: string): string {
  const bounded = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return bounded
    .replace(BEARER, `$1 ${REDACTED}`)
    .replace(COMPACT_JWT, REDACTED)
    .replace(SECRET_IN_QUERY, `$1${REDACTED}`);
}
