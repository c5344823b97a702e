import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { InvalidToken, KeysUnavailable, type Claims } from '@lambda-nest/identity';
import { createLog } from '@lambda-nest/log';
import { Problem } from '@lambda-nest/problem';
import { mayRespond } from '@lambda-nest/problem';
import { CLAIMS, contextOf, problemOf, requestWith } from '../test/guard-scene.ts';
import type { AccessOptions } from './access-options.ts';
import { accessNoteOf } from './access-note.ts';
import { AuthGuard } from './auth.guard.ts';
import { callerOf, claimsOf } from './caller.ts';

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
    ['the verifier rejects it', 'Bearer a.b.c', () => Promise.reject(new InvalidToken('expired')), 'expired'],
  ])('answers 401 invalid_token when %s, and warns why', async (_case, header, reply, reason) => {
    verify = reply;
    const request = requestWith(header);
    const problem = await problemOf(() => guard().canActivate(contextOf('anyone', request)));
    expect(problem.body).toMatchObject({
      status: 401,
      code: '401001',
      detail: 'The bearer token is not valid.',
    });
    expect(problem.headers).toEqual({ 'WWW-Authenticate': 'Bearer error="invalid_token"' });
    expect(claimsOf(request)).toBeUndefined();
    expect(accessNoteOf(request)).toEqual({ decision: 'denied', reason });
    expect(logged.join('')).toMatch(
      new RegExp(`"level":"warn","message":"access denied".*"reason":"${reason}","status":401`),
    );
  });

  it('answers 503 with Retry-After when the keys cannot be had', async () => {
    verify = () => Promise.reject(new KeysUnavailable(3));
    const request = bearer();
    const problem = await problemOf(() => guard().canActivate(contextOf('anyone', request)));
    expect(accessNoteOf(request)).toEqual({ decision: 'denied', reason: 'identity-unavailable' });
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

  it('passes no caller on a route without a declaration', async () => {
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
