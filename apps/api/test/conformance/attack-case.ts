import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenRecipes } from '@lambda-nest/testing';

/** A request, an event or a setting as data, and what must and must not become of it. */
export type AttackCase = Readonly<{
  id: string;
  group: string;
  title: string;
  given: Given;
  expect: Readonly<{
    status: readonly (number | string)[] | string;
    must?: readonly string[];
    mustNot?: readonly string[];
  }>;
}>;

/** What is sent. Everything but the trigger is optional, and much of it prose. */
export type Given = Readonly<{ trigger: string } & Record<string, unknown>>;

export type PathVector = Readonly<{
  id: string;
  kind: 'httpapi' | 'furl' | 'rest' | 'httpapi-v1';
  path: string;
  stage?: string;
  resource?: string;
  proxy?: string | null;
  basePathMatched?: string;
  note: string;
  required: Readonly<{ status: readonly number[]; handler: string | null | readonly (string | null)[] }>;
}>;

export type AttackCases = Readonly<{
  cases: readonly AttackCase[];
  recipes: TokenRecipes;
  vectors: readonly PathVector[];
}>;

/** Reads the cases below a folder: `security/attack-cases.json`, `token-recipes.json` and `path-vectors.json`. */
export function readAttackCases(folder: string): AttackCases {
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, 'security', file), 'utf8')) as T;
  return {
    cases: read<{ cases: AttackCase[] }>('attack-cases.json').cases,
    recipes: read<TokenRecipes>('token-recipes.json'),
    vectors: read<{ vectors: PathVector[] }>('path-vectors.json').vectors,
  };
}
