import { ERRORS, Problem } from '@lambda-nest/problem';
import { findJsonViolation, type JsonViolation, type JsonLimits } from './find-json-violation.ts';

const DETAILS: Readonly<Record<JsonViolation, string>> = {
  'too-deep': 'The JSON body is nested too deeply.',
  'too-many-values': 'The JSON body has too many values.',
  'too-many-members': 'The JSON body has an object with too many members.',
  'repeated-member': 'The JSON body has a member that is sent twice.',
  'reserved-member': 'The JSON body has a member with a reserved name.',
};

/**
 * Parses a JSON body within its limits.
 *
 * @throws Problem 400, which never quotes the text (V8's own message does)
 */
export function parseJson(text: string, limits: JsonLimits): unknown {
  const violation = findJsonViolation(text, limits);
  if (violation) throw new Problem({ status: 400, detail: DETAILS[violation] });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Problem(ERRORS.bodyMalformed);
  }
}
