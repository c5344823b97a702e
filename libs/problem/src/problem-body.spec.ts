import { STATUS_CODES } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { problemBody, reasonPhrase } from './problem-body.ts';

describe('problemBody', () => {
  it('derives title and code from the status', () => {
    expect(problemBody({ status: 404, detail: 'Gone fishing.' })).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'Gone fishing.',
      code: '404000',
    });
  });

  it('leaves out an empty list of errors', () => {
    expect(problemBody({ status: 400, detail: 'x', errors: [] })).not.toHaveProperty('errors');
  });
});

describe('reasonPhrase', () => {
  // Node keeps two names of RFC 7231 that RFC 9110 has changed.
  const RENAMED = new Set([413, 422]);

  it.each([
    400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 421, 422, 428, 429, 431, 500, 501,
    502, 503, 504,
  ])('names %i', (status) => {
    const expected = RENAMED.has(status) ? /Content/ : new RegExp(`^${STATUS_CODES[status]}$`);
    expect(reasonPhrase(status)).toMatch(expected);
  });

  it('has a word for a status it does not know', () => {
    expect(reasonPhrase(499)).toBe('Error');
  });
});
