import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lintDocument } from './lint-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lint(edit: (text: string) => string): Promise<string | undefined> {
  const text = await readFile('infra/generated/openapi.json', 'utf8');
  const path = join(folder, 'openapi.json');
  await writeFile(path, edit(text));
  return lintDocument(path);
}

describe('lintDocument', () => {
  it('finds nothing in the document of this API', async () => {
    expect(await lint((text) => text)).toBeUndefined();
  });

  it.each([
    ['a property without an example', '"example": 42', '"title": "x"', 'scalar-property-missing-example'],
    ['an example that its schema refuses', '"example": 42', '"example": "42"', 'no-invalid-schema-examples'],
    ['an operation without a summary', '"summary": "Health check",', '', 'operation-summary'],
    ['a tag that nobody describes', '"description": "Whether the API is up."', '"x-y": 1', 'tag-description'],
    ['an answer of another media type', '"application/problem+json"', '"text/html"', 'response-mime-type'],
  ])('finds %s', async (_what, find, replace, rule) => {
    expect(await lint((text) => text.replace(find, replace))).toContain(rule);
  });
});
