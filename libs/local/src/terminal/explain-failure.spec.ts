import { expect, it } from '@jest/globals';
import type { RequestRecord } from '../gateway/request-record.ts';
import { explainFailure } from './explain-failure.ts';

const record = { method: 'GET', path: '/local/x', status: 200, gatewayMs: 1, requestId: 'id' };
const source = { file: 'x.controller.ts', line: 7 };
const route = { method: 'GET', path: '/x', authorizer: false, scopes: [], source };
const times = { functionMs: 1, initMs: 0, cold: false };

it.each<[Partial<RequestRecord>, string | undefined]>([
  [{ status: 200, route, times }, undefined],
  [{ status: 404, route, times }, undefined],
  [{ status: 404, failure: 'no route of the API' }, 'no route of the API'],
  [{ status: 413, failure: 'too large', route }, 'too large'],
  [
    { status: 500, failure: 'Error: it broke', route, times },
    'Error: it broke — the route is at x.controller.ts:7',
  ],
  [
    { status: 503, route, times },
    'the function answered 503, its log says why — the route is at x.controller.ts:7',
  ],
  [{ status: 500, times }, 'the function answered 500, its log says why'],
])('explains %j by %j', (rest, reason) => {
  expect(explainFailure({ ...record, ...rest })).toBe(reason);
});
