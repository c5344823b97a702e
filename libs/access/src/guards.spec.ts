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
import { callerOf, CurrentCaller, rememberCaller, type VerifiedCaller } from './caller.ts';
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
      rolesClaim: 'groups',
      log: createLog({ write: (line) => logged.push(line) }),
      ...options,
    });

  it('passes everyone on a public route, without looking at the token', async () => {
    verify = () => Promise.reject(new Error('must not be asked'));
    const request = bearer();
    await expect(guard().canActivate(contextOf('open', request))).resolves.toBe(true);
    expect(callerOf(request)).toBeUndefined();
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

  it('remembers the verified caller with roles and scopes', async () => {
    const request = bearer();
    await expect(guard().canActivate(contextOf('users', request))).resolves.toBe(true);
    expect(callerOf(request)).toEqual({ claims: CLAIMS, roles: ['USERS'], scopes: ['orders:read'] });
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
    expect(callerOf(request)).toBeUndefined();
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

  it('gives machines no roles, whatever their token says', async () => {
    const request = bearer();
    await guard({ isMachine: () => true }).canActivate(contextOf('users', request));
    expect(callerOf(request)?.roles).toEqual([]);
  });

  describe('on a route that only checked roles open', () => {
    const admin = { ...CLAIMS, groups: ['ADMINS'] };
    const checked = (check: () => Promise<'active' | 'disabled' | 'deleted' | 'revoked'>) =>
      guard({ checkedRoles: ['ADMINS'], accounts: { check } });

    beforeEach(() => {
      verify = () => Promise.resolve(admin);
    });

    it('passes an active account', async () => {
      await expect(
        checked(() => Promise.resolve('active')).canActivate(contextOf('admins', bearer())),
      ).resolves.toBe(true);
    });

    it.each(['disabled', 'deleted', 'revoked'] as const)('answers 401 to a %s account', async (status) => {
      const guarded = checked(() => Promise.resolve(status));
      const problem = await problemOf(() => guarded.canActivate(contextOf('admins', bearer())));
      expect(problem.headers).toEqual({ 'WWW-Authenticate': 'Bearer error="invalid_token"' });
      expect(logged.join('')).toContain(`account-${status}`);
    });

    it('answers 503 when it cannot be known', async () => {
      const guarded = checked(() => Promise.reject(new AccountUnknown()));
      const problem = await problemOf(() => guarded.canActivate(contextOf('admins', bearer())));
      expect(problem.body.status).toBe(503);
      expect(Number(problem.headers['Retry-After'])).toBeGreaterThan(0);
    });

    it('lets a mistake of the look-up be what it is', async () => {
      const guarded = checked(() => Promise.reject(new TypeError('boom')));
      await expect(guarded.canActivate(contextOf('admins', bearer()))).rejects.toThrow(TypeError);
    });

    it('does not look up a caller who would be refused anyway', async () => {
      verify = () => Promise.resolve(CLAIMS);
      const guarded = checked(() => Promise.reject(new Error('must not be asked')));
      await expect(guarded.canActivate(contextOf('admins', bearer()))).resolves.toBe(true);
    });

    it('looks nobody up on a route that another role opens too', async () => {
      const guarded = checked(() => Promise.reject(new Error('must not be asked')));
      await expect(guarded.canActivate(contextOf('users', bearer()))).resolves.toBe(true);
      await expect(guarded.canActivate(contextOf('anyone', bearer()))).resolves.toBe(true);
      await expect(guarded.canActivate(contextOf('scoped', bearer()))).resolves.toBe(true);
    });
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
  beforeEach(() => {
    const { log, records } = captureLog();
    logged = records;
    guard = new RolesGuard({ log, checkedRoles: ['ADMINS'] });
  });
  const requestOf = (roles: string[], scopes: string[] = []) => {
    const request = {};
    rememberCaller(request, { claims: CLAIMS, roles, scopes });
    return request;
  };

  it('passes everyone on a public route', () => {
    expect(guard.canActivate(contextOf('open', {}))).toBe(true);
  });

  it('lets anything leave once it has let the caller in, and nothing before', () => {
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    const ask = (roles: string[]) =>
      guard.canActivate(contextOf('admins', requestOf(roles), 'http', response));
    expect(() => ask(['USERS'])).toThrow(Problem);
    expect(mayRespond(response)).toBe(false);
    ask(['ADMINS']);
    expect(mayRespond(response)).toBe(true);
  });

  it.each<[Route, string[], string[]]>([
    ['anyone', [], []],
    ['users', ['USERS'], []],
    ['admins', ['ADMINS'], []],
    ['scoped', [], ['orders:write']],
  ])('passes a caller who may: %s', (route, roles, scopes) => {
    expect(guard.canActivate(contextOf(route, requestOf(roles, scopes)))).toBe(true);
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

  it('reports a call of a route that only checked roles open, and no other', () => {
    const request = Object.assign(requestOf(['ADMINS']), {
      method: 'GET',
      route: { path: '/v1/orders/:id' },
    });
    guard.canActivate(contextOf('admins', request));
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
