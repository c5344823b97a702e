import 'reflect-metadata';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/internal';
import { AccountUnknown, InvalidToken, KeysUnavailable, type Claims } from '#identity';
import { createLog } from '#log';
import { captureLog } from '../../log/test/capture-log.ts';
import { Problem } from '#problem';
import { mayRespond } from '../../problem/src/response-gate.ts';
import type { AccessOptions } from './access-options.ts';
import { AuthGuard } from './auth.guard.ts';
import {
  callerOf,
  claimsOf,
  CurrentCaller,
  rememberCaller,
  rememberClaims,
  type VerifiedCaller,
} from './caller.ts';
import { Public, Roles, Scopes, SignedIn } from './declare.decorators.ts';
import { RolesGuard } from './roles.guard.ts';

class Orders {
  @Public()
  open(): void {}

  @SignedIn()
  anyone(): void {}

  @Roles('USERS', 'ADMINS')
  users(): void {}

  @Roles('ADMINS')
  admins(): void {}

  @Scopes('orders:read', 'orders:write')
  scoped(): void {}

  forgotten(): void {}
}

type Route = keyof Orders;

const CLAIMS: Claims = {
  iss: 'https://issuer',
  sub: 'uid',
  exp: 2,
  iat: 1,
  groups: ['USERS'],
  scope: 'orders:read',
};

function contextOf(route: Route, request: object, type = 'http', response: object = {}): ExecutionContext {
  return {
    getType: () => type,
    getClass: () => Orders,
    getHandler: () => Orders.prototype[route],
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
  } as unknown as ExecutionContext;
}

function requestWith(authorization?: string): object {
  return authorization === undefined
    ? { headers: {}, rawHeaders: [] }
    : { headers: { authorization }, rawHeaders: ['authorization', authorization] };
}

async function problemOf(attempt: () => unknown): Promise<Problem> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('The guard let the request pass.');
}

describe('AuthGuard', () => {
  let verify: (token: string) => Promise<Claims>;
  let logged: string[];
  const bearer = () => requestWith('Bearer aaa.bbb.ccc');

  beforeEach(() => {
    verify = () => Promise.resolve(CLAIMS);
    logged = [];
  });

  const guard = (options: Partial<AccessOptions> = {}) =>
    new AuthGuard({
      verifier: { verify: (token) => verify(token), prefetch: () => {} },
      log: createLog({ write: (line) => logged.push(line) }),
      ...options,
    });

  it('passes everyone on a public route, without looking at the token', async () => {
    verify = () => Promise.reject(new Error('must not be asked'));
    const request = bearer();
    await expect(guard().canActivate(contextOf('open', request))).resolves.toBe(true);
    expect(claimsOf(request)).toBeUndefined();
  });

  it('invites to sign in when there is no token', async () => {
    const problem = await problemOf(() => guard().canActivate(contextOf('anyone', requestWith())));
    expect(problem.body).toMatchObject({
      status: 401,
      code: '401001',
      detail: 'Sign in first: this route needs a bearer token.',
    });
    expect(problem.headers).toEqual({ 'WWW-Authenticate': 'Bearer' });
    expect(logged.join('')).toMatch(
      /"level":"info","message":"access denied","reason":"no-credentials","status":401/,
    );
  });

  it('remembers what the token says, and nothing that follows from it', async () => {
    const request = bearer();
    await expect(guard().canActivate(contextOf('users', request))).resolves.toBe(true);
    expect(claimsOf(request)).toBe(CLAIMS);
    expect(callerOf(request)).toBeUndefined();
  });

  it.each([
    ['the token is malformed', 'Bearer nonsense', () => Promise.resolve(CLAIMS), 'malformed'],
    ['the verifier refuses it', 'Bearer a.b.c', () => Promise.reject(new InvalidToken('expired')), 'expired'],
  ])('answers 401 invalid_token when %s, and warns why', async (_case, header, answer, reason) => {
    verify = answer;
    const request = requestWith(header);
    const problem = await problemOf(() => guard().canActivate(contextOf('anyone', request)));
    expect(problem.body).toMatchObject({
      status: 401,
      code: '401001',
      detail: 'The bearer token is not valid.',
    });
    expect(problem.headers).toEqual({ 'WWW-Authenticate': 'Bearer error="invalid_token"' });
    expect(claimsOf(request)).toBeUndefined();
    expect(logged.join('')).toMatch(
      new RegExp(`"level":"warn","message":"access denied".*"reason":"${reason}","status":401`),
    );
  });

  it('answers 503 with Retry-After when the keys cannot be had', async () => {
    verify = () => Promise.reject(new KeysUnavailable(3));
    const problem = await problemOf(() => guard().canActivate(contextOf('anyone', bearer())));
    expect(problem.body).toMatchObject({
      status: 503,
      detail: 'Your identity cannot be verified right now. Try again later.',
    });
    expect(problem.headers).toEqual({ 'Retry-After': '3' });
  });

  it('lets a mistake of the verifier be what it is: neither let in nor told off', async () => {
    verify = () => Promise.reject(new TypeError('boom'));
    await expect(guard().canActivate(contextOf('anyone', bearer()))).rejects.toThrow(TypeError);
  });

  it('passes nobody on a route without a declaration', async () => {
    const anonymous = await problemOf(() => guard().canActivate(contextOf('forgotten', requestWith())));
    expect(anonymous.body.status).toBe(401);
    const known = await problemOf(() => guard().canActivate(contextOf('forgotten', bearer())));
    expect(known.body).toMatchObject({ status: 403, code: '403000' });
  });

  it.each(['ws', 'rpc'])('passes nothing but HTTP: %s', async (type) => {
    await expect(guard().canActivate(contextOf('open', bearer(), type))).resolves.toBe(false);
  });

  it('lets an error leave, and nothing else, before it is known who asks', async () => {
    const response = Object.assign(new ServerResponse(new IncomingMessage(new Socket())), {
      statusCode: 401,
    });
    const asked = guard().canActivate(contextOf('users', requestWith(), 'http', response));
    expect(mayRespond(response)).toBe(true);
    response.statusCode = 200;
    await expect(asked).rejects.toThrow(Problem);
    expect(mayRespond(response)).toBe(false);
  });
});

describe('CurrentCaller', () => {
  it('gives a handler the caller that was verified', () => {
    class Handlers {
      whoami(@CurrentCaller() _caller: VerifiedCaller): void {}
    }
    const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, Handlers, 'whoami') as object;
    const [{ factory }] = Object.values(parameters) as [
      { factory: (data: unknown, context: ExecutionContext) => unknown },
    ];
    const [request, caller] = [{}, { claims: CLAIMS, roles: ['USERS'], scopes: [] }];
    rememberCaller(request, caller);
    expect(factory(undefined, contextOf('users', request))).toBe(caller);
    expect(factory(undefined, contextOf('open', {}))).toBeUndefined();
  });
});

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
    expect(guardWith({ machinesHaveRoles: true }).canActivate(contextOf('users', request()))).toBe(true);
  });

  describe('on a route that only checked roles open', () => {
    const admin = () => requestOf(['ADMINS']);
    const checked = (
      check: () => Promise<'active' | 'disabled' | 'deleted' | 'revoked'>,
      options: Partial<AccessOptions> = {},
    ) => guardWith({ accounts: { check }, ...options });
    const ask = async (by: RolesGuard, route: Route = 'admins', request = admin()) =>
      by.canActivate(contextOf(route, request));

    it('passes an active account', async () => {
      const request = admin();
      await expect(
        ask(
          checked(() => Promise.resolve('active')),
          'admins',
          request,
        ),
      ).resolves.toBe(true);
      expect(callerOf(request)?.roles).toEqual(['ADMINS']);
    });

    it.each(['disabled', 'deleted', 'revoked'] as const)('replies 401 to a %s account', async (state) => {
      const request = admin();
      const problem = await problemOf(() =>
        ask(
          checked(() => Promise.resolve(state)),
          'admins',
          request,
        ),
      );
      expect(problem.headers).toEqual({ 'WWW-Authenticate': 'Bearer error="invalid_token"' });
      expect(logged).toEqual([
        { level: 'warn', message: 'access denied', reason: `account-${state}`, status: 401, subject: 'uid' },
      ]);
      expect(callerOf(request)).toBeUndefined();
    });

    it('lets nothing leave before the account is known to stand', async () => {
      const response = new ServerResponse(new IncomingMessage(new Socket()));
      let answer: (state: 'disabled') => void = () => {};
      const asked = checked(() => new Promise((resolve) => (answer = resolve))).canActivate(
        contextOf('admins', admin(), 'http', response),
      );
      expect(mayRespond(response)).toBe(false);
      answer('disabled');
      await expect(asked).rejects.toThrow(Problem);
      expect(mayRespond(response)).toBe(false);
    });

    it('replies 503 when it cannot be known', async () => {
      const problem = await problemOf(() => ask(checked(() => Promise.reject(new AccountUnknown()))));
      expect(problem.body.status).toBe(503);
      expect(Number(problem.headers['Retry-After'])).toBeGreaterThan(0);
    });

    it('lets an error of the look-up be what it is', async () => {
      await expect(ask(checked(() => Promise.reject(new TypeError('boom'))))).rejects.toThrow(TypeError);
    });

    const unasked = () => Promise.reject(new Error('must not be asked'));

    it('does not look up a caller who would be rejected anyway', async () => {
      const problem = await problemOf(() => ask(checked(unasked), 'admins', requestOf(['USERS'])));
      expect(problem.body.status).toBe(403);
    });

    it('looks up no account that is another provider’s', async () => {
      await expect(ask(checked(unasked, { hasAccount: () => false }))).resolves.toBe(true);
    });

    it('looks nobody up on a route that another role opens too', async () => {
      const by = checked(unasked);
      await expect(ask(by, 'users')).resolves.toBe(true);
      await expect(ask(by, 'anyone')).resolves.toBe(true);
      await expect(ask(by, 'scoped', requestOf(['ADMINS'], ['orders:read']))).resolves.toBe(true);
    });
  });

  describe('when no token has the claim for roles', () => {
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

    it('does not warn for one user, for programs, or once a token had it', () => {
      send(Array.from({ length: 9 }, () => tokens(1)).flat());
      send(tokens(9, { idtyp: 'app' }));
      guard.canActivate(contextOf('users', requestOf(['USERS'])));
      send(tokens(9));
      expect(warnings()).toEqual([]);
    });
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

  it.each(['ws', 'rpc'])('passes nothing but HTTP: %s', (type) => {
    expect(guard.canActivate(contextOf('open', {}, type))).toBe(false);
  });
});
