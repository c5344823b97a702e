/** Why a path is not canonical. Stable: goes to the log. */
export type PathViolation =
  | 'no-leading-slash'
  | 'too-long'
  | 'not-encoded'
  | 'bad-escape'
  | 'encoded-separator'
  | 'empty-segment'
  | 'dot-segment'
  | 'backslash'
  | 'control-character'
  | 'outer-white-space';

/** API Gateway accepts no longer request line. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const MAX_PATH_LENGTH = 10_240;

/** What no percent-encoded path holds as it is: white space, controls, non-ASCII, and the marks that end a path. */
const NOT_ENCODED = /[^\x21-\x7e]|[?#]/;
/** Controls, and the two characters besides them that end a line. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/**
 * Finds what makes a percent-encoded path (without query) unsafe to route on, or `undefined`. Two readers of such a path,
 * a gateway and a router, could disagree about it: no leading `/`, an empty inner segment, `.` or `..`, backslash,
 * control character, white space at the edge of a segment, an encoded separator, an escape that is not UTF-8.
 * Each segment is judged as its decoded text. One trailing slash, letter case and characters such as `;` are no violations:
 * they lead to no route.
 */
export function findPathViolation(encodedPath: string): PathViolation | undefined {
  if (!encodedPath.startsWith('/')) return 'no-leading-slash';
  if (encodedPath.length > MAX_PATH_LENGTH) return 'too-long';
  const segments = encodedPath.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    if (segment === '') {
      if (index < segments.length - 1) return 'empty-segment';
      continue;
    }
    const violation = findSegmentViolation(segment);
    if (violation) return violation;
  }
  return undefined;
}

function findSegmentViolation(segment: string): PathViolation | undefined {
  const text = decode(segment);
  if (text === undefined) return 'bad-escape';
  if (CONTROL.test(text)) return 'control-character';
  if (text.includes('/')) return 'encoded-separator';
  if (text.includes('\\')) return 'backslash';
  if (text.trim() !== text) return 'outer-white-space';
  if (text === '.' || text === '..') return 'dot-segment';
  return NOT_ENCODED.test(segment) ? 'not-encoded' : undefined;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
