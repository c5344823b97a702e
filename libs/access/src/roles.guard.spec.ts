import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '@lambda-nest/problem';
import { captureLog } from '@lambda-nest/testing';
import { mayRespond } from '@lambda-nest/problem';
import { CLAIMS, contextOf, problemOf, type Route } from '../test/guard-scene.ts';
import type { AccessOptions } from './access-options.ts';
import { callerOf, rememberClaims } from './caller.ts';
import { accessNoteOf } from './access-note.ts';
import { RolesGuard } from './roles.guard.ts';

describe('RolesGuard', () => {
  let logged: Record<string, unknown>[];
  let guard: RolesGuard;
  const guardWith = (options: Partial<AccessOptions> = {}) => {
    const { log, records } = captureLog();
    logged = records;
    return new RolesGuard({ rolesClaim: 'groups', log, checkedRoles: ['ADMINS'], ...options });
  };
  beforeEach(() => {
    guard = guardWith();
  });
  const requestWithClaims = (claims: Record<string, unknown>) => {
    const request = {};
    rememberClaims(request, { ...CLAIMS, groups: undefined, scope: undefined, ...claims });
    return request;
  };
  const requestOf = (roles: string[], scopes: string[] = []) =>
    requestWithClaims({ groups: roles, scope: scopes.join(' ') });

  it('passes everyone on a public route', () => {
    expect(guard.canActivate(contextOf('open', {}))).toBe(true);
  });

  it('lets anything leave once it has let the caller in, and nothing before', async () => {
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    const ask = (roles: string[]) =>
      guard.canActivate(contextOf('admins', requestOf(roles), 'http', response));
    expect(() => ask(['USERS'])).toThrow(Problem);
    expect(mayRespond(response)).toBe(false);
    await ask(['ADMINS']);
    expect(mayRespond(response)).toBe(true);
  });

  it.each<[Route, string[], string[]]>([
    ['anyone', [], []],
    ['users', ['USERS'], []],
    ['admins', ['ADMINS'], []],
    ['scoped', [], ['orders:write']],
  ])('passes a caller who may: %s', async (route, roles, scopes) => {
    expect(await guard.canActivate(contextOf(route, requestOf(roles, scopes)))).toBe(true);
  });

  it.each<[string, Route, string[], string[], string, string]>([
    ['no group', 'admins', [], [], '403002', 'You belong to no group.'],
    ['other groups', 'admins', ['USERS'], [], '403003', 'None of your groups may do this.'],
    [
      'no fitting scope',
      'scoped',
      ['ADMINS'],
      ['orders'],
      '403005',
      'The token lacks the scope this route needs.',
    ],
    ['no declaration', 'forgotten', ['ADMINS'], [], '403000', 'You may not do this.'],
  ])('answers 403 to %s', async (_case, route, roles, scopes, code, detail) => {
    const problem = await problemOf(() => guard.canActivate(contextOf(route, requestOf(roles, scopes))));
    expect(problem.body).toMatchObject({ status: 403, code, detail });
    expect(JSON.stringify(problem.body)).not.toMatch(/USERS|ADMINS/);
    const reason =
      { '403002': 'no-role', '403003': 'other-role', '403005': 'scope-missing' }[code] ?? 'undeclared';
    expect(logged).toEqual([
      { level: 'warn', message: 'access denied', reason, status: 403, subject: 'uid' },
    ]);
  });

  it('remembers the caller with the roles and scopes of the configured claims', () => {
    const request = requestWithClaims({
      realm_access: { roles: ['/ADMINS', 'offline'] },
      permissions: ['a:b'],
    });
    guardWith({
      rolesClaim: 'realm_access.roles',
      roleNames: new Map([['/ADMINS', 'ADMINS']]),
      scopeClaims: ['permissions'],
      checkedRoles: [],
    }).canActivate(contextOf('admins', request));
    expect(callerOf(request)).toMatchObject({ roles: ['ADMINS', 'offline'], scopes: ['a:b'] });
  });

  it('remembers no caller whom it rejects', () => {
    const request = requestOf(['USERS']);
    expect(() => guard.canActivate(contextOf('admins', request))).toThrow(Problem);
    expect(callerOf(request)).toBeUndefined();
  });

  it('remembers no caller where nobody was identified', () => {
    const request = {};
    guard.canActivate(contextOf('open', request));
    expect(callerOf(request)).toBeUndefined();
  });

  it('notes what it decided of a request, and why', async () => {
    const noteOf = async (route: Route, request: object) => {
      await Promise.resolve()
        .then(() => guard.canActivate(contextOf(route, request)))
        .catch(() => undefined);
      return accessNoteOf(request);
    };
    expect(await noteOf('open', {})).toEqual({ decision: 'public' });
    expect(await noteOf('users', requestOf(['USERS']))).toEqual({ decision: 'allowed' });
    expect(await noteOf('admins', requestOf(['ADMINS']))).toEqual({ decision: 'allowed' });
    expect(await noteOf('admins', requestOf(['USERS']))).toEqual({
      decision: 'denied',
      reason: 'other-role',
    });
    expect(accessNoteOf({})).toBeUndefined();
  });

  it('names no subject where nobody was identified', async () => {
    await problemOf(() => guard.canActivate(contextOf('admins', {})));
    expect(logged).toEqual([
      { level: 'warn', message: 'access denied', reason: 'unknown-caller', status: 401 },
    ]);
  });

  it('reads the claims of an issuer with rules of its own by these, and of no other', () => {
    const issuers = new Map([['https://other', { rolesClaim: 'roles' }]]);
    const two = guardWith({ issuers, checkedRoles: [] });
    const of = (iss: string) => requestWithClaims({ iss, roles: ['ADMINS'], groups: ['USERS'] });
    expect(two.canActivate(contextOf('admins', of('https://other')))).toBe(true);
    expect(() => two.canActivate(contextOf('admins', of('https://issuer')))).toThrow(Problem);
  });

  it('gives a program no roles, unless told that they count', () => {
    const request = () => requestWithClaims({ groups: ['USERS'], idtyp: 'app' });
    expect(() => guard.canActivate(contextOf('users', request()))).toThrow(Problem);
    const program = request();
    guard.canActivate(contextOf('anyone', program));
    expect(callerOf(program)?.roles).toEqual([]);
    expect(guardWith({ machinesHaveRoles: true }).canActivate(contextOf('users', request()))).toBe(true);
  });

  it('reports a call of a route that only checked roles open, and no other', async () => {
    const request = Object.assign(requestOf(['ADMINS']), {
      method: 'GET',
      route: { path: '/v1/orders/:id' },
    });
    await guard.canActivate(contextOf('admins', request));
    guard.canActivate(contextOf('users', request));
    guard.canActivate(contextOf('open', {}));
    expect(logged).toEqual([
      { level: 'info', message: 'admin call', subject: 'uid', method: 'GET', route: '/v1/orders/:id' },
    ]);
  });

  it('names the missing scope in the challenge, and sends none for a role', async () => {
    const scope = await problemOf(() => guard.canActivate(contextOf('scoped', requestOf([]))));
    expect(scope.headers).toEqual({
      'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="orders:read orders:write"',
    });
    const role = await problemOf(() => guard.canActivate(contextOf('admins', requestOf([]))));
    expect(role.headers).toEqual({});
  });

  it.each([{}, { user: null }, { user: {} }, { user: { roles: ['ADMINS'] } }, { roles: ['ADMINS'] }])(
    'is closed when AuthGuard did not run before it, whatever the request claims',
    async (request) => {
      const problem = await problemOf(() => guard.canActivate(contextOf('admins', request)));
      expect(problem.body.status).toBe(401);
    },
  );

  it('logs the status that it replies with: 403 where nothing is declared, whoever calls', async () => {
    const problem = await problemOf(() => guard.canActivate(contextOf('forgotten', {})));
    expect(problem.body.status).toBe(403);
    expect(logged).toMatchObject([{ reason: 'undeclared', status: 403 }]);
  });

  it.each(['ws', 'rpc'])('passes nothing but HTTP: %s', (type) => {
    expect(guard.canActivate(contextOf('open', {}, type))).toBe(false);
  });
});
