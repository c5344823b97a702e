import { describe, expect, it } from '@jest/globals';
import type { DeclaredRoute } from '../declarations/declared-route.ts';
import type { RequestRecord } from '../gateway/request-record.ts';
import { explainRefusal } from './explain-refusal.ts';

const declared = (declaration?: DeclaredRoute['declaration']): DeclaredRoute => ({
  routeKey: 'GET /x',
  file: 'x.controller.ts',
  line: 7,
  text: '@Here()',
  ...(declaration && { declaration }),
});

const record = (rest: Partial<RequestRecord>): RequestRecord => ({
  method: 'GET',
  path: '/local/x',
  status: 403,
  gatewayMs: 1,
  requestId: 'id',
  ...rest,
});

const ADMINS = { kind: 'restricted', roles: ['ADMINS'] } as const;

describe('explainRefusal', () => {
  it.each([200, 400, 404, 500])('has nothing to say of a %i', (status) => {
    expect(explainRefusal(record({ status }), declared(ADMINS), 'groups')).toBeUndefined();
  });

  it("gives the authorizer's reason and the declaration's place", () => {
    const refused = record({ status: 401, refusal: { status: 401, reason: 'there is no token' } });
    expect(explainRefusal(refused, declared(ADMINS), 'groups')).toBe(
      'there is no token — @Here() at x.controller.ts:7',
    );
    expect(explainRefusal(refused, undefined, 'groups')).toBe('there is no token');
  });

  it.each([
    [ADMINS, {}, 'the caller has no role (claim groups)'],
    [ADMINS, { groups: ['USERS', 'AUDITORS'] }, "the caller's roles are USERS, AUDITORS"],
    [{ kind: 'restricted', scopes: ['a'] } as const, { scope: 'b c' }, "the caller's scopes are b, c"],
    [{ kind: 'restricted', scopes: ['a'] } as const, {}, "the caller's scopes are none"],
    [{ kind: 'signed-in' } as const, undefined, 'the function answered 403: unknown-caller'],
    [ADMINS, { groups: ['ADMINS'] }, 'the function answered 403, its log says why'],
    [undefined, { groups: ['ADMINS'] }, 'the function answered 403, its log says why'],
  ])('with %j explains the refusal of a caller with %j by the rule itself', (declaration, claims, reason) => {
    const refused = record(claims ? { claims } : {});
    expect(explainRefusal(refused, declared(declaration), 'groups')).toBe(
      `${reason} — @Here() at x.controller.ts:7`,
    );
  });
});
