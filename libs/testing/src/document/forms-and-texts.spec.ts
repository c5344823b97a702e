import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildRequest } from './build-request.ts';
import { checkResponse } from './check-response.ts';
import { listOperations } from './load-document.ts';

const text = { type: 'string' };
const file = { type: 'string', format: 'binary' };
const form = { type: 'object', properties: { title: { ...text, example: 'A cat' }, picture: file } };
const DOCUMENT = {
  servers: [{ url: '../v1' }],
  paths: {
    '/pictures': {
      get: { responses: { 200: { content: { 'image/png': { schema: file } } } } },
      post: {
        requestBody: {
          content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/Form' } } },
        },
        responses: {},
      },
    },
    '/pages': {
      get: { responses: { 200: { content: { 'text/plain': { schema: { ...text, maxLength: 3 } } } } } },
    },
  },
  components: { schemas: { Form: form } },
};

const home = process.cwd();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'document-'));
  process.chdir(folder);
  mkdirSync('apps/api/generated', { recursive: true });
  writeFileSync('apps/api/generated/openapi.json', JSON.stringify(DOCUMENT));
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const check = (path: string, type: string, body: string): void =>
  checkResponse('GET', path, { status: 200, headers: { 'content-type': type }, text: body });

describe('a request of an operation that takes multipart', () => {
  it('has its files and fields in parts', () => {
    const operation = listOperations().find(({ method }) => method === 'POST');
    const { headers, body } = buildRequest(operation as NonNullable<typeof operation>);
    expect(headers).toEqual({ 'content-type': 'multipart/form-data; boundary=sample' });
    expect(body).toContain('name="title"\r\n\r\nA cat\r\n');
    expect(body).toContain('name="picture"; filename="sample.txt"');
  });
});

describe('a response that is not JSON', () => {
  it('is held to its schema as the text that it is', () => {
    expect(() => check('/v1/pictures', 'image/png', '\u0089PNG')).not.toThrow();
    expect(() => check('/v1/pages', 'text/plain; charset=utf-8', 'abc')).not.toThrow();
    expect(() => check('/v1/pages', 'text/plain', '{"a":1}')).toThrow('unlike its document');
  });
});
