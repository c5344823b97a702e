import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { isSimple, samplesOf, toPattern } from './path-template.ts';

/** What Express itself compiles templates with. */
const express = createRequire(
  createRequire(import.meta.url).resolve('@nestjs/platform-express/package.json'),
);
const { match } = express('path-to-regexp') as {
  match: (path: string, options: object) => (path: string) => false | object;
};

const TEMPLATES = [
  '/',
  '/users',
  '/users/:id',
  '/users/:id.json',
  '/users/:from-:to',
  '/files/*path',
  '/{*path}',
  '/*path',
  '/users{/:id}',
  '/users{/:id{/keys}}',
  '/a/*rest/z',
  '/:"quoted name"/x',
  '/price\\:list',
  '/v1.0/x~y',
];

const PATHS = [
  '/',
  '/users',
  '/users/',
  '/users/7',
  '/users/7.json',
  '/users/a-b',
  '/users/7/keys',
  '/users/7/keys/x',
  '/files',
  '/files/',
  '/files/a',
  '/files/a/b',
  '/a/b/z',
  '/a/b/c/z',
  '/a/z',
  '/q/x',
  '/price:list',
  '/v1.0/x~y',
  '/v1a0/x~y',
  '/USERS',
  '',
];

describe('toPattern', () => {
  it.each(TEMPLATES)('matches what Express does: %s', (template) => {
    const matches = match(template, { sensitive: true, trailing: false, decode: false });
    const pattern = toPattern(template);
    expect(PATHS.filter((path) => pattern.test(path))).toEqual(
      PATHS.filter((path) => matches(path) !== false),
    );
  });
});

describe('samplesOf', () => {
  it.each(TEMPLATES)('gives paths that the template matches: %s', (template) => {
    for (const sample of samplesOf(template)) expect(sample).toMatch(toPattern(template));
  });

  it('has a group once and leaves it out once', () => {
    expect(samplesOf('/users{/:id{/keys}}')).toHaveLength(3);
  });
});

describe('isSimple', () => {
  it.each(
    TEMPLATES.map((template) => [template, /^[^{*\\"]*$/.test(template) && !/\w:|:\w+[.-]/.test(template)]),
  )('of %s is %s', (template, expected) => {
    expect(isSimple(template as string)).toBe(expected);
  });
});
