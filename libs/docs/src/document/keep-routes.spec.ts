import { describe, expect, it } from '@jest/globals';
import type { ApiDocument, ApiOperation } from './api-document.ts';
import { keepRoutes } from './keep-routes.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function buildDocument(
  whoami: Partial<ApiOperation> = { security: [{ password: [] }, { bearer: [] }] },
): ApiDocument {
  return {
    servers: [{ url: '../v1' }],
    tags: [{ name: 'Auth' }, { name: 'Me' }],
    paths: {
      '/auth/token': {
        post: { tags: ['Auth'], security: [], responses: { 200: ref('Token'), 500: ref('Problem') } },
      },
      '/users/whoami': {
        get: {
          operationId: 'whoami',
          tags: ['Me'],
          ...whoami,
          responses: { 200: ref('Me'), 500: { $ref: '#/components/responses/Broken' } },
        },
      },
    },
    components: {
      schemas: {
        Token: { properties: { user: ref('User') } },
        User: {},
        Me: { items: ref('Claims') },
        Claims: {},
        Problem: {},
      },
      responses: { Broken: ref('Problem'), Unused: {} },
      securitySchemes: { password: { flows: { password: { tokenUrl: 'auth/token' } } }, bearer: {} },
    },
  };
}

describe('keepRoutes', () => {
  const WHOAMI = new Set(['GET /v1/users/whoami', 'GET /v1/docs']);
  const document = keepRoutes(buildDocument(), WHOAMI);

  it('leaves the document as it is while all its routes are there, apart from what nothing refers to', () => {
    const all = new Set([...WHOAMI, 'POST /v1/auth/token']);
    const { paths, components } = keepRoutes(buildDocument(), all);
    expect(paths).toEqual(buildDocument().paths);
    expect(components.securitySchemes).toEqual(buildDocument().components.securitySchemes);
  });

  it('knows operations outside the base by their whole path', () => {
    const { paths } = buildDocument();
    const servers = [{ url: '..' }] as never;
    const moved = { ...buildDocument(), paths: { '/api/v2/me': { servers, ...paths['/users/whoami'] } } };
    expect(Object.keys(keepRoutes(moved, new Set(['GET /api/v2/me'])).paths)).toEqual(['/api/v2/me']);
    expect(keepRoutes(moved, WHOAMI).paths).toEqual({});
  });

  it('keeps operations that another function serves, of whose routes this one knows nothing', () => {
    const elsewhere = buildDocument({ security: [{ bearer: [] }], 'x-function': 'me' });
    expect(Object.keys(keepRoutes(elsewhere, new Set()).paths)).toEqual(['/users/whoami']);
  });

  it('leaves the flow and the operation it calls out', () => {
    expect(Object.keys(document.components.securitySchemes)).toEqual(['bearer']);
    expect(Object.keys(document.paths)).toEqual(['/users/whoami']);
    expect(document.paths['/users/whoami']?.['get']?.security).toEqual([{ bearer: [] }]);
  });

  it('keeps what the other operations refer to, and only that', () => {
    expect(Object.keys(document.components.schemas)).toEqual(['Me', 'Claims', 'Problem']);
    expect(Object.keys(document.components.responses)).toEqual(['Broken']);
    expect(document.tags).toEqual([{ name: 'Me' }]);
  });

  it('never makes an operation public', () => {
    expect(() => keepRoutes(buildDocument({ security: [{ password: [] }] }), WHOAMI)).toThrow(
      'whoami can only be called with the password flow. Add a scheme beside it.',
    );
    const { paths } = keepRoutes(buildDocument({ security: [] }), WHOAMI);
    expect(paths['/users/whoami']?.['get']?.security).toEqual([]);
  });
});
