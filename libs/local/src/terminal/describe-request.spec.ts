import { expect, it } from '@jest/globals';
import { describeRequest } from './describe-request.ts';

const record = { method: 'GET', path: '/local/x', status: 200, gatewayMs: 1.25, requestId: 'id' };
const route = { method: 'GET', path: '/x/{id}', authorizer: true, scopes: [] };

it.each([
  [record, '200  GET /local/x  anonymous  gateway 1.3 ms'],
  [{ ...record, route }, '200  GET /x/{id}  anonymous  gateway 1.3 ms'],
  [
    {
      ...record,
      route,
      claims: { email: 'a@example.com', sub: 'uid' },
      times: { functionMs: 3.44, initMs: 0, cold: false },
    },
    '200  GET /x/{id}  a@example.com  gateway 1.3 ms, function 3.4 ms warm',
  ],
  [
    { ...record, claims: { sub: 'uid' }, times: { functionMs: 3, initMs: 81.7, cold: true } },
    '200  GET /local/x  uid  gateway 1.3 ms, function 3.0 ms cold (INIT 82 ms waited for)',
  ],
  [{ ...record, claims: { client_id: 'machine' } }, '200  GET /local/x  machine  gateway 1.3 ms'],
  [{ ...record, claims: { email: 'a\u001b[2J\nb' } }, '200  GET /local/x  a?[2J?b  gateway 1.3 ms'],
  [{ ...record, claims: { sub: 'x'.repeat(300) } }, `200  GET /local/x  ${'x'.repeat(120)}  gateway 1.3 ms`],
  [{ ...record, path: '/\u0007' }, '200  GET /?  anonymous  gateway 1.3 ms'],
  [{ ...record, claims: { email: ['a'], sub: 1 } }, '200  GET /local/x  anonymous  gateway 1.3 ms'],
])('describes %j', (one, line) => {
  expect(describeRequest(one)).toBe(line);
});
