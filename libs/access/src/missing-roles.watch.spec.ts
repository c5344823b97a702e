import { beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '@lambda-nest/problem';
import { captureLog } from '@lambda-nest/testing';
import { CLAIMS, contextOf } from '../test/guard-scene.ts';
import { claimsOf, rememberClaims } from './caller.ts';
import { RolesGuard } from './roles.guard.ts';

describe('RolesGuard, when no token has the claim for roles', () => {
  let logged: Record<string, unknown>[];
  let guard: RolesGuard;
  beforeEach(() => {
    const { log, records } = captureLog();
    logged = records;
    guard = new RolesGuard({ rolesClaim: 'groups', log });
  });
  const requestWithClaims = (claims: Record<string, unknown>) => {
    const request = {};
    rememberClaims(request, { ...CLAIMS, groups: undefined, scope: undefined, ...claims });
    return request;
  };
  const requestOf = (roles: string[]) => requestWithClaims({ groups: roles });
  const tokens = (count: number, claims: Record<string, unknown> = {}) =>
    Array.from({ length: count }, (_, index) =>
      requestWithClaims({ sub: `user-${index}`, groups: undefined, ...claims }),
    );
  const send = (requests: object[]) => {
    for (const request of requests) {
      expect(() => guard.canActivate(contextOf('users', request))).toThrow(Problem);
    }
  };
  const warnings = () => logged.filter(({ message }) => String(message).startsWith('No verified token'));

  it('warns once, naming the claims that do hold names', () => {
    const requests = tokens(9, { realm_access: { roles: ['USERS'] }, aud: ['api'], amr: [1] });
    for (const request of requests) delete (claimsOf(request) as Record<string, unknown>)['groups'];
    send(requests);
    expect(warnings()).toEqual([
      {
        level: 'warn',
        message:
          'No verified token has had the claim for roles, so that no caller has a role. Set ' +
          'JWT_AUTHORIZATION_GROUPS_ATTR_NAME to the claim, or to the way to it (realm_access.roles), or have the ' +
          'provider write it.',
        claim: 'groups',
        listsFound: ['realm_access.roles'],
      },
    ]);
  });

  it('warns at the third user, and names no more than five places', () => {
    const lists = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`list-${index}`, ['A']]));
    const requests = tokens(3, lists);
    for (const request of requests) delete (claimsOf(request) as Record<string, unknown>)['groups'];
    send(requests.slice(0, 2));
    expect(warnings()).toEqual([]);
    send(requests.slice(2));
    expect(warnings()).toMatchObject([{ listsFound: ['list-0', 'list-1', 'list-2', 'list-3', 'list-4'] }]);
  });

  it('takes no note of routes that ask for no role', () => {
    for (const request of tokens(9)) {
      delete (claimsOf(request) as Record<string, unknown>)['groups'];
      guard.canActivate(contextOf('anyone', request));
      expect(() => guard.canActivate(contextOf('scoped', request))).toThrow(Problem);
    }
    expect(warnings()).toEqual([]);
  });

  it('does not warn for one user, for programs, or once a token had it', () => {
    send(Array.from({ length: 9 }, () => tokens(1)).flat());
    send(tokens(9, { idtyp: 'app' }));
    guard.canActivate(contextOf('users', requestOf(['USERS'])));
    send(tokens(9));
    expect(warnings()).toEqual([]);
  });
});
