import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listOperations, readDocument } from './load-document.ts';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'document-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

describe('the document of a project', () => {
  it('is asked for in a sentence when there is none', () => {
    expect(readDocument).toThrow(
      'There is no OpenAPI document: neither infra/generated/openapi.json nor apps/api/generated/openapi.json. Run: npm run contract',
    );
  });

  it('is read from where a function has it by default, with paths from the root', () => {
    mkdirSync('apps/api/generated', { recursive: true });
    const operation = { operationId: 'list', responses: {} };
    const document = {
      servers: [{ url: '../v1' }],
      paths: { '/orders': { get: operation }, '/ping': { servers: [{ url: '..' }], get: operation } },
    };
    writeFileSync('apps/api/generated/openapi.json', JSON.stringify(document));
    expect(listOperations().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/orders',
      'GET /ping',
    ]);
  });
});
