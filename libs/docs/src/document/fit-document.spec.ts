import { describe, expect, it } from '@jest/globals';
import type { ApiDocument } from './api-document.ts';
import { fitDocument } from './fit-document.ts';

const ROUTES = new Set(['GET /v1/orders', 'GET /v1/me', 'GET /health', 'POST /v1/auth/token']);

const DOCUMENT: ApiDocument = {
  servers: [{ url: '../v1' }],
  tags: [],
  paths: {
    '/orders': {
      get: {
        description: 'Lists orders.\n\nAccess: role USERS and scope orders:read.',
        security: [{ password: ['orders:read'] }, { bearer: [] }],
        'x-access': { kind: 'restricted', roles: ['USERS'], scopes: ['orders:read'] },
      },
    },
    '/me': {
      get: {
        description: 'Access: any signed-in caller.',
        security: [{ password: [] }, { bearer: [] }],
        'x-access': { kind: 'signed-in' },
      },
    },
    '/health': { servers: [{ url: '..' }] as never, get: { security: [], 'x-access': { kind: 'public' } } },
    '/auth/token': { post: { security: [], 'x-access': { kind: 'public' } } },
  },
  components: {
    schemas: {},
    responses: {},
    securitySchemes: {
      password: {
        flows: { password: { tokenUrl: 'auth/token', scopes: { 'orders:read': 'Scope orders:read.' } } },
      },
      bearer: {},
    },
  },
};

describe('fitDocument', () => {
  it('leaves the document of a Firebase project as it is', () => {
    expect(fitDocument(DOCUMENT, { routes: ROUTES, issuers: [] })).toEqual(DOCUMENT);
  });

  it('says which scopes operators set, in sentences, in x-access and in schemes that have scopes', () => {
    const scopes = new Map([
      ['GET /v1/orders', ['a', 'b']],
      ['GET /v1/me', ['c']],
    ]);
    const { paths, components } = fitDocument(DOCUMENT, { routes: ROUTES, scopes, issuers: [] });
    expect(paths['/orders']?.['get']).toEqual({
      description: 'Lists orders.\n\nAccess: role USERS and scope a or b.',
      security: [{ password: ['a'] }, { password: ['b'] }, { bearer: [] }],
      'x-access': { kind: 'restricted', roles: ['USERS'], scopes: ['a', 'b'] },
    });
    expect(paths['/me']?.['get']).toEqual({
      description: 'Access: scope c.',
      security: [{ password: ['c'] }, { bearer: [] }],
      'x-access': { kind: 'restricted', scopes: ['c'] },
    });
    const known = Object.keys(components.securitySchemes['password']?.flows?.password?.scopes ?? {});
    expect(known).toEqual(['orders:read', 'a', 'b', 'c']);
  });

  it('names OpenID providers as schemes of every operation that is not public, with its scopes', () => {
    const issuers = ['https://tenant.eu.auth0.com/', 'https://login.example.com/realms/shop'];
    const { paths, components } = fitDocument(DOCUMENT, { routes: ROUTES, issuers });
    expect(components.securitySchemes).toMatchObject({
      oidc: {
        type: 'openIdConnect',
        openIdConnectUrl: 'https://tenant.eu.auth0.com/.well-known/openid-configuration',
      },
      oidc2: { openIdConnectUrl: 'https://login.example.com/realms/shop/.well-known/openid-configuration' },
    });
    expect(paths['/orders']?.['get']?.security?.slice(0, 2)).toEqual([
      { oidc: ['orders:read'] },
      { oidc2: ['orders:read'] },
    ]);
    expect(paths['/me']?.['get']?.security?.slice(0, 2)).toEqual([{ oidc: [] }, { oidc2: [] }]);
    expect([paths['/health']?.['get']?.security, paths['/auth/token']?.['post']?.security]).toEqual([[], []]);
  });
});
