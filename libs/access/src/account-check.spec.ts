import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { AccountUnknown } from '@lambda-nest/identity';
import { Problem } from '@lambda-nest/problem';
import { captureLog } from '@lambda-nest/testing';
import { mayRespond } from '@lambda-nest/problem';
import { CLAIMS, contextOf, problemOf, type Route } from '../test/guard-scene.ts';
import type { AccessOptions } from './access-options.ts';
import { callerOf, rememberClaims } from './caller.ts';
import { accessNoteOf } from './access-note.ts';
import { RolesGuard } from './roles.guard.ts';

describe('RolesGuard, on a route that only checked roles open', () => {
  let logged: Record<string, unknown>[];
  const guardWith = (options: Partial<AccessOptions> = {}) => {
    const { log, records } = captureLog();
    logged = records;
    return new RolesGuard({ rolesClaim: 'groups', log, checkedRoles: ['ADMINS'], ...options });
  };
  const requestWithClaims = (claims: Record<string, unknown>) => {
    const headers = { authorization: 'Bearer header.payload.signature' };
    const request = { headers, rawHeaders: Object.entries(headers).flat() };
    rememberClaims(request, { ...CLAIMS, groups: undefined, scope: undefined, ...claims });
    return request;
  };
  const requestOf = (roles: string[], scopes: string[] = []) =>
    requestWithClaims({ groups: roles, scope: scopes.join(' ') });

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
    let reply: (state: 'disabled') => void = () => {};
    const asked = checked(() => new Promise((resolve) => (reply = resolve))).canActivate(
      contextOf('admins', admin(), 'http', response),
    );
    expect(mayRespond(response)).toBe(false);
    reply('disabled');
    await expect(asked).rejects.toThrow(Problem);
    expect(mayRespond(response)).toBe(false);
  });

  it('is asked for the account of the claims, with the token that said so', async () => {
    const asked: unknown[] = [];
    const by = guardWith({
      accounts: {
        check: (claims, token) => {
          asked.push(claims.sub, token);
          return Promise.resolve('active');
        },
      },
    });
    await ask(by);
    expect(asked).toEqual(['uid', 'header.payload.signature']);
  });

  it('replies 503 when it cannot be known', async () => {
    const request = admin();
    const by = checked(() => Promise.reject(new AccountUnknown()));
    const problem = await problemOf(() => ask(by, 'admins', request));
    expect(accessNoteOf(request)).toEqual({ decision: 'denied', reason: 'identity-unavailable' });
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

  it('looks nothing up where no role is checked, or nobody was identified', async () => {
    await expect(ask(checked(unasked, { checkedRoles: [] }))).resolves.toBe(true);
    await expect(ask(checked(unasked, { checkedRoles: undefined }))).resolves.toBe(true);
    await expect(ask(checked(unasked), 'open', {} as ReturnType<typeof admin>)).resolves.toBe(true);
  });

  it('looks no account up on a route that another role opens too', async () => {
    const by = checked(unasked);
    await expect(ask(by, 'users')).resolves.toBe(true);
    await expect(ask(by, 'anyone')).resolves.toBe(true);
    await expect(ask(by, 'scoped', requestOf(['ADMINS'], ['orders:read']))).resolves.toBe(true);
  });
});
