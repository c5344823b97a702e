import { describe, expect, it } from '@jest/globals';
import { readableError } from './readable-error.ts';

describe('readableError', () => {
  it.each([
    [
      'Error: Bad Request, error: invalid_grant, description: The username or password is not right.',
      'The username or password is not right.',
    ],
    ['Error: response status is 429', 'response status is 429'],
    ['Error: Error: Too Many Requests', 'Too Many Requests'],
    ['Error: TypeError: Failed to fetch', 'The API cannot be reached.'],
    ['Error: TypeError: NetworkError when attempting to fetch resource.', 'The API cannot be reached.'],
    ['TypeError: Load failed', 'The API cannot be reached.'],
  ])('makes of %j: %s', (message, sentence) => {
    expect(readableError(message)).toBe(sentence);
  });
});
