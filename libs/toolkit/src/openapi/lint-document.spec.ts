import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lintDocument, type LintResult } from './lint-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lint(edit: (text: string) => string): Promise<LintResult> {
  const text = await readFile('infra/generated/openapi.json', 'utf8');
  const path = join(folder, 'openapi.json');
  await writeFile(path, edit(text));
  return lintDocument(path);
}

describe('lintDocument', () => {
  it('finds nothing in the document of this API', async () => {
    expect(await lint((text) => text)).toEqual({ errors: [], warnings: [] });
  });

  it.each([
    ['an example that its schema rejects', '"example": 42', '"example": "42"', 'no-invalid-schema-examples'],
    ['a path without its parameter', '"/users/whoami"', '"/users/{id}"', 'path-parameters-defined'],
  ])('takes %s for an error', async (_what, find, replace, rule) => {
    const { errors } = await lint((text) => text.replace(find, replace));
    expect(errors.join('\n')).toContain(`(${rule})`);
  });

  it.each([
    ['a property without an example', '"example": 42', '"title": "x"', 'scalar-property-missing-example'],
    ['an operation without a summary', '"summary": "Health check",', '', 'operation-summary'],
    ['a tag that is not described', '"description": "Whether the API is up."', '"x-y": 1', 'tag-description'],
    ['a response of another media type', '"application/problem+json"', '"text/html"', 'response-mime-type'],
  ])('takes %s for a warning, and says where', async (_what, find, replace, rule) => {
    const { errors, warnings } = await lint((text) => text.replace(find, replace));
    expect(errors).toEqual([]);
    expect(warnings.join('\n')).toMatch(new RegExp(`^\\S.*: .*\\(${rule}\\)$`, 'm'));
  });

  it('takes no offence at an enum of which a property says more, as @nestjs/swagger writes it', async () => {
    const { errors, warnings } = await lint((text) => {
      const document = JSON.parse(text);
      document.components.schemas.State = {
        type: 'string',
        enum: ['open'],
        description: 'State.',
        example: 'open',
      };
      Object.values<{ properties?: Record<string, object> }>(
        document.components.schemas,
      )[0]!.properties!.state = {
        description: 'State of it.',
        allOf: [{ $ref: '#/components/schemas/State' }],
      };
      return JSON.stringify(document);
    });
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  });
});
