import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compareApis, listRooms, readApis } from './api-report.ts';

describe('readApis', () => {
  const apis = readApis(['access', 'problem']);

  it('has every export of every entry, as a caller sees it', () => {
    const access = apis.get('access') ?? {};
    expect(Object.keys(access)).toEqual(expect.arrayContaining(['.', './policy']));
    expect(access['./policy']?.['decide']).toBe(
      'decide: (declaration: Declaration | undefined, caller: Caller | undefined) => Decision',
    );
    expect(access['.']?.['Roles']).toContain('roles: string[]');
  });

  it('has the public members of a class and none of its private ones', () => {
    const text = apis.get('problem')?.['.']?.['Problem'] ?? '';
    expect(text).toMatch(/^class Problem extends HttpException \{ body: ProblemBody; headers: /);
    expect(text).not.toContain('#');
  });
});

describe('compareApis', () => {
  const before = { '.': { one: 'one: string', two: 'two: number' } };
  it.each([
    ['nothing moved', before, 'none'],
    ['there is one more', { '.': { ...before['.'], three: 'three: 1' } }, 'minor'],
    ['one is gone', { '.': { one: 'one: string' } }, 'major'],
    ['one has another type', { '.': { one: 'one: number', two: 'two: number' } }, 'major'],
    ['one is at another entry', { './other': before['.'] }, 'major'],
  ])('is as large as what a caller notices, when %s', (_what, after, size) => {
    expect(compareApis(before, after).size).toBe(size);
  });
});

describe('the report of every package', () => {
  it('is committed', () => {
    expect(listRooms().filter((room) => !existsSync(`libs/${room}/api.json`))).toEqual([]);
  });
});
