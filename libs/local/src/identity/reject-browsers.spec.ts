import { expect, it } from '@jest/globals';
import { rejectBrowsers } from './reject-browsers.ts';

const ORIGIN = 'The local Firebase Auth does not answer web pages.';
const HOST = 'The local Firebase Auth answers to localhost only.';

it.each([
  ['GET', { host: 'localhost:9099' }, undefined],
  ['POST', { host: '127.0.0.1:9099' }, undefined],
  ['GET', { host: '[::1]:9099' }, undefined],
  ['GET', { host: 'localhost' }, undefined],
  ['POST', { host: 'localhost:9099', origin: 'http://localhost:3000' }, ORIGIN],
  ['POST', { host: 'localhost:9099', origin: 'null' }, ORIGIN],
  ['OPTIONS', { host: 'localhost:9099' }, ORIGIN],
  ['GET', { host: 'rebound.example.com:9099' }, HOST],
  ['GET', { host: 'localhost.example.com' }, HOST],
  ['GET', {}, HOST],
])('answers %s %j with %j', (method, headers, rejection) => {
  expect(rejectBrowsers({ method, headers })).toBe(rejection);
});
