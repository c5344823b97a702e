import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findDifferences } from '../find-differences.ts';
import { tryExamples, type Tried } from '../try-examples.ts';

const CASES = join(import.meta.dirname, 'cases');
const FILES = readdirSync(CASES);

let folder: string;
let tried: readonly Tried[];

beforeAll(async () => {
  // Beneath the repository, where the bundle finds what it leaves outside.
  const dist = join(import.meta.dirname, '../../../dist');
  mkdirSync(dist, { recursive: true });
  folder = mkdtempSync(join(dist, 'most-used-'));
  tried = await tryExamples(
    FILES.map((file) => join(CASES, file)),
    { folder, environment: {} },
  );
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a package that most Nest applications use replies in the bundle as on its source,', () => {
  it.each(FILES.map((file) => file.replace('.ts', '')))('%s', (name) => {
    const one = tried.find((candidate) => candidate.name === name);
    expect(one && findDifferences(one)).toEqual([]);
    expect(one?.source.replies).toHaveLength(one?.facts.requests.length ?? 0);
  });
});
