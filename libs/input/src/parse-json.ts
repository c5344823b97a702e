import { ERRORS, Problem } from '@lambda-nest/problem';
import { findJsonFault, type JsonFault, type JsonLimits } from './find-json-fault.ts';

const DETAILS: Readonly<Record<JsonFault, string>> = {
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
  const fault = findJsonFault(text, limits);
  if (fault) throw new Problem({ status: 400, detail: DETAILS[fault] });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Problem(ERRORS.bodyMalformed);
  }
}
