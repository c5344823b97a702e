import { Problem } from '@lambda-nest/problem';
import { createForm, type Form } from './form.ts';

/** Fields a form may have: far more than any form has, far fewer than an attack needs. */
export const MAX_FIELDS = 100;

/**
 * Parses an `application/x-www-form-urlencoded` body.
 *
 * @throws Problem 400 beyond 100 fields or on a percent escape that is broken or not UTF-8
 */
export function parseForm(text: string): Form {
  if (!isDecodable(text)) throw new Problem({ status: 400, detail: 'The form has a broken percent escape.' });
  if (text.split('&').length > MAX_FIELDS) throw tooManyFields();
  return createForm(new URLSearchParams(text));
}

export function tooManyFields(): Problem {
  return new Problem({ status: 400, detail: `The form has more than ${MAX_FIELDS} fields.` });
}

/** `URLSearchParams` makes U+FFFD of what is not UTF-8: any two such passwords would be the same. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
