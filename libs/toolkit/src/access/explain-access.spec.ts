import { describe, expect, it } from '@jest/globals';
import type { Declaration } from '@lambda-nest/access/policy';
import type { AccessEntry } from '../contract/render/access-json.ts';
import { describeCaller, type CheckedCaller } from './checked-caller.ts';
import { explainApplication, explainGateway, type Verdict } from './explain-access.ts';
import { reportExplanation } from './report-explanation.ts';

const ROLE: Declaration = { kind: 'restricted', roles: ['ADMINS'] };
const SCOPE: Declaration = { kind: 'restricted', scopes: ['orders:read', 'orders:write'] };

function entry(access: Declaration, isAccountChecked = false): AccessEntry {
  const scopes = access.kind === 'restricted' ? (access.scopes ?? []) : [];
  return {
    method: 'GET',
    path: '/v1/orders',
    name: 'OrdersController.list',
    operationName: 'List orders',
    access,
    isAccountChecked,
    gateway: { authorizer: access.kind !== 'public', scopes },
    source: { file: 'orders.controller.ts', line: 7 },
  };
}

const anonymous: CheckedCaller = { who: 'a caller without a token', hasToken: false };
const caller = (roles: string[], scopes: string[] = []): CheckedCaller => ({
  who: 'a caller',
  hasToken: true,
  caller: { roles, scopes },
});
const forger: CheckedCaller = {
  ...caller(['ADMINS']),
  gatewayRejection: "the token's signature is wrong",
  applicationRejection: 'The signature of the token does not match.',
};

function gateway(route: AccessEntry, checked: CheckedCaller): Verdict {
  const { method, path, gateway: configured } = route;
  return explainGateway({ method, path, ...configured }, checked);
}

describe('the gateway', () => {
  it.each<[Declaration, CheckedCaller, Verdict['status'], string]>([
    [{ kind: 'public' }, anonymous, 'passes', 'the route has no authorizer'],
    [ROLE, anonymous, 401, 'the JWT authorizer wants a token and there is none'],
    [ROLE, forger, 401, "the JWT authorizer rejects the token: the token's signature is wrong"],
    [ROLE, caller([]), 'passes', 'the JWT authorizer accepts the token, and asks for no scope'],
    [SCOPE, caller([]), 403, 'the token has no scope, the route asks for orders:read or orders:write'],
    [
      SCOPE,
      caller([], ['orders:list']),
      403,
      'the token has the scopes orders:list, the route asks for orders:read or orders:write',
    ],
    [
      SCOPE,
      caller([], ['orders:write']),
      'passes',
      'the token has the scopes orders:write, the route asks for orders:read or orders:write',
    ],
  ])('says of %j why, case %#', (access, checked, status, reason) => {
    expect(gateway(entry(access), checked)).toEqual({ status, reason });
  });

  it('is asked by its own configuration, whatever the code declares', () => {
    const open = { method: 'GET', path: '/v1/orders', authorizer: false, scopes: [] };
    expect(explainGateway(open, anonymous)).toEqual({
      status: 'passes',
      reason: 'the route has no authorizer',
    });
  });
});

describe('the application', () => {
  it.each<[Declaration, CheckedCaller, Verdict['status'], string]>([
    [{ kind: 'public' }, forger, 'passes', 'the route is public'],
    [{ kind: 'signed-in' }, caller([]), 'passes', 'the route is open to every valid token'],
    [{ kind: 'signed-in' }, anonymous, 401, 'the route wants a token and there is none (code 401001)'],
    [ROLE, forger, 401, 'The signature of the token does not match. (code 401001)'],
    [ROLE, caller([]), 403, 'the route is for role ADMINS, the caller has no role (code 403002)'],
    [
      ROLE,
      caller(['USERS']),
      403,
      "the route is for role ADMINS, the caller's roles are USERS (code 403003)",
    ],
    [ROLE, caller(['ADMINS']), 'passes', 'the route is for role ADMINS, the caller has ADMINS'],
    [
      SCOPE,
      caller(['ADMINS']),
      403,
      "the route is for scope orders:read or orders:write, the token's scopes are none (code 403005)",
    ],
  ])('says of %j why, case %#', (access, checked, status, reason) => {
    expect(explainApplication(entry(access), checked)).toEqual({ status, reason });
  });

  it('says that the account is looked up where it is', () => {
    expect(explainApplication(entry(ROLE, true), caller(['ADMINS'])).reason).toBe(
      'the route is for role ADMINS, the caller has ADMINS, provided that the account still stands: it is looked up',
    );
  });
});

describe('reportExplanation', () => {
  const report = (access: Declaration, checked: CheckedCaller): string => {
    const route = entry(access);
    const application = explainApplication(route, checked);
    return reportExplanation(route, checked, { gateway: gateway(route, checked), application });
  };

  it('tells both decisions and where they are declared', () => {
    const who = `user@example.com (${describeCaller({ roles: ['USERS', 'AUDITORS'], scopes: [] })})`;
    expect(report(ROLE, { ...caller(['USERS', 'AUDITORS']), who })).toBe(`\
GET /v1/orders as user@example.com (roles USERS and AUDITORS, no scope)

gateway      lets in: the JWT authorizer accepts the token, and asks for no scope
application  answers 403: the route is for role ADMINS, the caller's roles are USERS, AUDITORS (code 403003)

declared for role ADMINS at orders.controller.ts:7 (OrdersController.list)
`);
  });

  it('tells what the application would say when the gateway is in the way', () => {
    expect(report(ROLE, anonymous)).toContain(
      'application  not reached; by itself it answers 401: the route wants a token and there is none (code 401001)',
    );
  });

  it('writes nothing that a terminal would obey', () => {
    expect(report(ROLE, { ...anonymous, who: 'a\u001b[2Jb' })).toMatch(/^GET \/v1\/orders as a\?\[2Jb\n/);
  });
});
