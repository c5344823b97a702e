import { expect, it } from '@jest/globals';
import { capitalizeHeader } from './capitalize-header.ts';

it.each([
  ['myheader', 'Myheader'],
  ['content-type', 'Content-Type'],
  ['X-CUSTOM-HEADER', 'X-Custom-Header'],
  ['etag', 'Etag'],
  ['www-authenticate', 'Www-Authenticate'],
  ['x-1-a', 'X-1-A'],
])('writes %s as %s', (name, written) => {
  expect(capitalizeHeader(name)).toBe(written);
});
