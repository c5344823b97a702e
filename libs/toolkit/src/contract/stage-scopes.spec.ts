import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStageScopes } from './stage-scopes.ts';

const ROUTES = [
  { method: 'GET', path: '/v1/orders/{id}', declaration: { kind: 'signed-in' } },
  { method: 'GET', path: '/v1/health', declaration: { kind: 'public' } },
] as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stages-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (files: Record<string, string>) => {
  mkdirSync(join(folder, 'parameters'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'parameters', name), text);
  return readStageScopes(join(folder, 'generated'), ROUTES);
};

describe('readStageScopes', () => {
  it('reads what each stage sets, however its file writes it, and leaves out those that set nothing', () => {
    const key = 'GET /v1/orders/{id}';
    expect(
      read({
        'default.yml': 'region: eu-west-1\nrouteScopes: null\n',
        'dev.yml': '# nothing\n',
        'prod.yml': `routeScopes: >-\n  ${key}=orders:read\n  | orders:admin\n`,
        'staging.yml': `routeScopes: '${key}=a' # for now\n`,
      }),
    ).toEqual({ prod: { [key]: ['orders:read', 'orders:admin'] }, staging: { [key]: ['a'] } });
  });

  it('has nothing where there are no stages', () => {
    expect(readStageScopes(join(folder, 'generated'), ROUTES)).toEqual({});
  });

  it.each([
    ['routeScopes: GET /v1/health=a', 'prod.yml: routeScopes does not fit. GET /v1/health is public, '],
    ['routeScopes: GET /v1/orders=a', 'prod.yml: routeScopes does not fit. GET /v1/orders is no route '],
    ['routeScopes: "${file(scopes.txt)}"', 'prod.yml: routeScopes must be written out as a text, '],
    ['routeScopes: [a]', 'prod.yml: routeScopes must be written out as a text, '],
    ['routeScopes: "', 'prod.yml is no YAML: '],
  ])('rejects %s', (text, sentence) => {
    expect(() => read({ 'prod.yml': text })).toThrow(sentence);
  });
});
