import { describe, expect, it } from '@jest/globals';
import type { OpenApiDocument, Operation } from '../../../../testing/src/document/openapi-document.ts';
import { withoutPasswordFlow } from './without-password-flow.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function buildDocument(
  whoami: Partial<Operation> = { security: [{ password: [] }, { bearer: [] }] },
): OpenApiDocument {
  return {
    info: { title: 'API', version: '1.0.0' },
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

describe('withoutPasswordFlow', () => {
  const document = withoutPasswordFlow(buildDocument());

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
    expect(() => withoutPasswordFlow(buildDocument({ security: [{ password: [] }] }))).toThrow(
      'whoami can only be called with the password flow. Add a scheme beside it.',
    );
    const { paths } = withoutPasswordFlow(buildDocument({ security: [] }));
    expect(paths['/users/whoami']?.['get']?.security).toEqual([]);
  });
});
