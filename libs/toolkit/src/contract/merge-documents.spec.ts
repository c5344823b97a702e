import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { mergeDocuments } from './merge-documents.ts';

type Schemas = Readonly<Record<string, object>>;

const documentOf = (path: string, method: 'get' | 'post', schemas: Schemas): OpenAPIObject => ({
  openapi: '3.1.0',
  info: { title: 'shop', version: '1.0.0' },
  paths: { [path]: { [method]: { responses: {} } } },
  components: { schemas: schemas as never },
});

const page = { type: 'object', required: ['next'] };

describe('the documents of the functions of one API', () => {
  it('become one, with the methods of a path that several functions serve', () => {
    const { document, violations } = mergeDocuments([
      { document: documentOf('/orders', 'get', { Page: page }), function: 'api' },
      {
        document: documentOf('/orders', 'post', { Page: { ...page }, Order: { type: 'object' } }),
        function: 'orders',
      },
    ]);
    expect(violations).toEqual([]);
    expect(document.paths).toEqual({ '/orders': { get: { responses: {} }, post: { responses: {} } } });
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(['Page', 'Order']);
  });

  it('are rejected when two functions describe a schema of one name otherwise', () => {
    const { violations } = mergeDocuments([
      { document: documentOf('/me', 'get', { Page: page }), function: 'api' },
      { document: documentOf('/orders', 'get', { Page: { type: 'object' } }), function: 'orders' },
    ]);
    expect(violations).toEqual([
      'Page of orders is described otherwise than Page of api, and the document has one of that name. Rename one of them.',
    ]);
  });

  it('leave the document of a single function as it is', () => {
    const document = documentOf('/me', 'get', { Page: page });
    expect(mergeDocuments([{ document }]).document).toEqual(document);
  });
});
