import { describe, expect, it } from '@jest/globals';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { describeAccountCheck } from './describe-account-check.ts';
import type { Parameters } from './parameters.ts';

const ROUTES = [
  { method: 'GET', path: '/v1/admin', isAccountChecked: true },
  { method: 'GET', path: '/v1/people', isAccountChecked: true, enabledBy: 'people' },
  { method: 'GET', path: '/v1/me', isAccountChecked: false },
] as ExpectedRoute[];

const sentenceOf = (parameters: Parameters, routes = ROUTES): string | undefined =>
  describeAccountCheck({ firebaseProject: 'my-project', people: 'off', ...parameters }, routes);

describe('describeAccountCheck', () => {
  it('says which routes will reply 503 without Google credentials', () => {
    expect(sentenceOf({})).toBe(
      'GET /v1/admin will reply 503: accounts are looked up there, and the function gets no Google credentials. ' +
        'Give it some (infra/google-credentials.md), or pass --param accountCheck=off.',
    );
  });

  it('names routes that are switched on, and none that are switched off', () => {
    expect(sentenceOf({ people: 'on' })).toMatch(/^GET \/v1\/admin, GET \/v1\/people will reply 503: /);
  });

  it('advises for routes that manage accounts what does without them, whether accounts are looked up or not', () => {
    const managing = {
      method: 'GET',
      path: '/v1/admin/users',
      isAccountChecked: true,
      enabledBy: 'accounts',
    };
    const routes = [...ROUTES, managing] as ExpectedRoute[];
    expect(sentenceOf({ accounts: 'on', accountCheck: 'off' }, routes)).toMatch(
      /^GET \/v1\/admin\/users will reply 503: .*, or pass --param accounts=off\.$/,
    );
    expect(sentenceOf({ accounts: 'on' }, routes)).toMatch(
      /, or pass --param accountCheck=off --param accounts=off\.$/,
    );
    expect(sentenceOf({ accounts: 'off' }, routes)).toMatch(/, or pass --param accountCheck=off\.$/);
  });

  it.each<[string, Parameters]>([
    ['a configuration for Google', { googleCredentialsFile: 'google.json' }],
    ['a key in SSM', { googleCredentialsParameter: '/google' }],
    ['no look-up', { accountCheck: 'off' }],
    ['another issuer', { firebaseProject: '', jwtIssuer: 'https://issuer.example.com/' }],
  ])('says nothing with %s', (_what, parameters) => {
    expect(sentenceOf(parameters)).toBeUndefined();
  });

  it('says nothing when no route looks accounts up', () => {
    expect(sentenceOf({}, ROUTES.slice(2))).toBeUndefined();
  });
});
