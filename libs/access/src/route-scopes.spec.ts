import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import type { Declaration } from './declaration.ts';
import { findRouteScopeViolations, parseRouteScopes, withScopes } from './route-scopes.ts';

describe('parseRouteScopes', () => {
  it('reads several routes, each with any of several scopes, whatever white space is between', () => {
    expect(
      parseRouteScopes(
        'GET /v1/orders/{id}=orders:read|orders:admin,\n  ANY  /v1/prices = https://example.com/prices',
      ),
    ).toEqual(
      new Map([
        ['GET /v1/orders/{id}', ['orders:read', 'orders:admin']],
        ['ANY /v1/prices', ['https://example.com/prices']],
      ]),
    );
  });

  it.each([
    ['GET /v1/orders', 'must list routes'],
    ['/v1/orders=a', 'must list routes'],
    ['get /v1/orders=a', 'must list routes'],
    ['GET v1/orders=a', 'must list routes'],
    ['a GET /v1/orders=a', 'must list routes'],
    ['GET /v1/orders and more=a', 'must list routes'],
    ['GET /v1/orders=a,', 'must list routes'],
    ['GET /v1/orders=', 'must name a scope for GET /v1/orders, '],
    ['GET /v1/orders=a|', 'must name a scope for GET /v1/orders, '],
    ['GET /v1/orders=a b', 'must name a scope for GET /v1/orders, '],
    ['GET /v1/orders=*', 'must name a scope for GET /v1/orders, '],
    ['GET /v1/orders=a,GET  /v1/orders=b', 'names GET /v1/orders twice.'],
  ])('says what is wrong with %j', (text, sentence) => {
    expect(parseRouteScopes(text)).toMatch(new RegExp(`^${sentence}`));
  });
});

describe('findRouteScopeViolations', () => {
  const routes = [
    { key: 'GET /v1/orders', declaration: { kind: 'signed-in' } },
    { key: 'GET /v1/manage/hc', declaration: { kind: 'public' } },
    { key: 'GET /v1/raw', declaration: undefined },
  ] as const;

  it.each([
    ['GET /v1/orders', []],
    ['GET /v1/raw', []],
    ['POST /v1/orders', ['POST /v1/orders is no route of this deployment.']],
    ['GET /v1/ORDERS', ['GET /v1/ORDERS is no route of this deployment.']],
    ['GET /v1/manage/hc', ['GET /v1/manage/hc is public, and a scope would not close it.']],
  ])('judges %s', (key, sentences) => {
    const found = findRouteScopeViolations(new Map([[key, ['a']]]), routes);
    expect(found).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
  });
});

describe('withScopes', () => {
  const callers = [
    undefined,
    { roles: [], scopes: [] },
    { roles: ['ADMINS'], scopes: ['b'] },
    { roles: ['USERS'], scopes: ['a', 'b'] },
  ];
  const declarations: readonly Declaration[] = [
    { kind: 'signed-in' },
    { kind: 'restricted', roles: ['ADMINS'] },
    { kind: 'restricted', scopes: ['a'] },
    { kind: 'restricted', roles: ['ADMINS'], scopes: ['a'] },
  ];

  it.each(declarations)('lets in who has one of the scopes and what else %j asks for', (declaration) => {
    for (const caller of callers) {
      const roles = declaration.kind === 'restricted' ? declaration.roles : undefined;
      const mayByRole = roles === undefined || roles.some((role) => caller?.roles.includes(role));
      const may = Boolean(caller?.scopes.includes('b')) && mayByRole;
      expect(decide(withScopes(declaration, ['b']), caller).allowed).toBe(may);
    }
  });

  it.each(declarations)('opens %j to no one when there is no scope', (declaration) => {
    expect(withScopes(declaration, [])).toEqual(declaration);
  });

  it('leaves a public route as it is', () => {
    expect(withScopes({ kind: 'public' }, ['b'])).toEqual({ kind: 'public' });
  });
});
