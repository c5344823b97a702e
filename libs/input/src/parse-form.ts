import { Problem } from '#problem';
import { createForm, type Form } from './form.ts';

/** Fields a form may have: far more than any form has, far fewer than an attack needs. */
export const MAX_FIELDS = 100;

/**
 * Parses an `application/x-www-form-urlencoded` body.
 *
 * @throws Problem 400 beyond 100 fields or on a broken percent escape
 */
export function parseForm(text: string): Form {
  if (/%(?![\da-f]{2})/i.test(text))
    throw new Problem({ status: 400, detail: 'The form has a broken percent escape.' });
  if (text.split('&').length > MAX_FIELDS) throw tooManyFields();
  return createForm(new URLSearchParams(text));
}

export function tooManyFields(): Problem {
  return new Problem({ status: 400, detail: `The form has more than ${MAX_FIELDS} fields.` });
}
