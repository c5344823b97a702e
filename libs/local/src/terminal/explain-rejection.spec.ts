import { describe, expect, it } from '@jest/globals';
import type { Declaration } from '@lambda-nest/access/policy';
import type { RequestRecord } from '../gateway/request-record.ts';
import { explainRejection } from './explain-rejection.ts';

const ADMINS: Declaration = { kind: 'restricted', roles: ['ADMINS'] };
const SCOPED: Declaration = { kind: 'restricted', scopes: ['a'] };

const record = (declaration: Declaration, rest: Partial<RequestRecord>): RequestRecord => ({
  method: 'GET',
  path: '/local/x',
  status: 403,
  gatewayMs: 1,
  requestId: 'id',
  route: {
    method: 'GET',
    path: '/x',
    authorizer: true,
    scopes: [],
    declaration,
    source: { file: 'x.controller.ts', line: 7 },
  },
  ...rest,
});

describe('explainRejection', () => {
  it.each([200, 400, 404, 500])('has nothing to say of a %i', (status) => {
    expect(explainRejection(record(ADMINS, { status }), { rolesClaim: 'groups' })).toBeUndefined();
  });

  it("gives the authorizer's reason and the declaration's place", () => {
    const rejected = record(ADMINS, { status: 401, rejection: { status: 401, reason: 'there is no token' } });
    expect(explainRejection(rejected, { rolesClaim: 'groups' })).toBe(
      'there is no token — declared for role ADMINS at x.controller.ts:7',
    );
  });

  it('does not ask for roles where the function rejected the token', () => {
    const rejected = record(ADMINS, { status: 401, claims: { sub: 'uid' } });
    expect(explainRejection(rejected, { rolesClaim: 'groups' })).toBe(
      'the function rejected the token that the gateway took, its log says why — declared for role ADMINS at x.controller.ts:7',
    );
  });

  it('gives the reason alone where the route is not known from the code', () => {
    const { route: _route, ...rejected } = record(ADMINS, { rejection: { status: 403, reason: 'no scope' } });
    expect(explainRejection(rejected, { rolesClaim: 'groups' })).toBe('no scope');
  });

  it.each([
    [ADMINS, {}, 'the caller has no role (claim groups) — declared for role ADMINS'],
    [
      ADMINS,
      { groups: ['USERS', 'AUDITORS'] },
      "the caller's roles are USERS, AUDITORS — declared for role ADMINS",
    ],
    [
      ADMINS,
      { groups: ['ADMINS'], gty: 'client-credentials' },
      'the caller is a program with a token in its own name, and holds no role — declared for role ADMINS',
    ],
    [SCOPED, { scope: 'b c' }, "the caller's scopes are b, c — declared for scope a"],
    [SCOPED, {}, "the caller's scopes are none — declared for scope a"],
    [
      ADMINS,
      { groups: ['ADMINS'] },
      'the function answered 403, its log says why — declared for role ADMINS',
    ],
    [{ kind: 'public' }, undefined, 'the function answered 403, its log says why — declared for public'],
  ] satisfies [Declaration, Record<string, unknown> | undefined, string][])(
    'with %j explains the rejection of a caller with %j by the rule itself',
    (declaration, claims, reason) => {
      const rejected = record(declaration, claims ? { claims: { sub: 'uid', ...claims } } : {});
      expect(explainRejection(rejected, { rolesClaim: 'groups' })).toBe(`${reason} at x.controller.ts:7`);
    },
  );
});
