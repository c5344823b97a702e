import { describe, expect, it } from '@jest/globals';
import { renderSchema } from './render-schema.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'shop', version: '1.0.0' },
  paths: {
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { security: [], responses: {} },
      put: {
        security: [{ bearer: [] }],
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', properties: { size: { type: 'integer', default: 1 } } },
            },
          },
        },
        responses: {},
      },
      delete: { responses: {} },
    },
  },
};

describe('renderSchema', () => {
  it('says where it comes from', async () => {
    expect(await renderSchema(JSON.stringify(DOCUMENT))).toMatch(
      /^\/\*\*\n \* Written by `npm run client` from infra\/generated\/openapi\.json/,
    );
  });

  it('writes the types of the document', async () => {
    const text = await renderSchema(JSON.stringify(DOCUMENT));
    expect(text).toContain('"/orders/{id}": {');
    expect(text).toMatch(/path: \{\s+id: string;/);
  });

  it('leaves optional what has a default', async () => {
    expect(await renderSchema(JSON.stringify(DOCUMENT))).toContain('size?: number;');
  });

  it('lists the operations that ask for no security, and none that says nothing of it', async () => {
    expect(await renderSchema(JSON.stringify(DOCUMENT))).toMatch(
      /export const publicOperations: ReadonlySet<string> = new Set<string>\(\[\n {4}"GET \/orders\/\{id\}",\n\]\);\n$/,
    );
  });
});
