import { invalidInput, isSafeName, type FieldViolation } from './invalid-input.ts';
import { memberOf } from './member-of.ts';
import type { Issue, StandardSchema } from './standard-schema.ts';

/**
 * Validates what was sent against a schema; what comes back is what the schema makes of it.
 *
 * @param name of the parameter, where the value is one member of the body or the query
 * @throws Problem 400 with one entry an issue
 */
export async function validateSchema(
  value: unknown,
  schema: StandardSchema,
  name?: string,
): Promise<unknown> {
  const result = await schema['~standard'].validate(value);
  if (!result.issues) return result.value;
  throw invalidInput(issueViolations(result.issues, value, name));
}

/** What is wrong with which field, in words that do not repeat what was sent. */
export function issueViolations(issues: readonly Issue[], value: unknown, name?: string): FieldViolation[] {
  return issues.flatMap((issue) => {
    const path = (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part));
    const names = [...(name === undefined ? [] : [name]), ...path.map(String)];
    if (issue.keys && issue.keys.length > 0)
      return issue.keys.map((key) => ({ name: [...names, key].join('.'), detail: 'It is not known here.' }));
    const detail = explain(issue.message, path.reduce(memberOf, value), names.at(-1));
    return [{ ...(names.length > 0 ? { name: names.join('.') } : {}), detail }];
  });
}

function explain(message: string, found: unknown, key: string | undefined): string {
  if (found === undefined) return 'It is required.';
  return repeats(message, found) || (key !== undefined && !isSafeName(key) && isQuoted(message, key))
    ? 'It is not valid.'
    : message;
}

/** Whether a message has what was sent in it, as valibot's have: `Expected number but received "…"`. */
function repeats(message: string, found: unknown): boolean {
  if (typeof found === 'string') return found !== '' && isQuoted(message, found);
  if (typeof found === 'object' && found !== null)
    return Object.keys(found).some((key) => !isSafeName(key) && isQuoted(message, key));
  return message.includes(String(found));
}

function isQuoted(message: string, text: string): boolean {
  return [`"${text}"`, `'${text}'`, `\`${text}\``, JSON.stringify(text)].some((quoted) =>
    message.includes(quoted),
  );
}
