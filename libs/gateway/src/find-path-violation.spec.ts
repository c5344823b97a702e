import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findPathViolation, MAX_PATH_LENGTH } from './find-path-violation.ts';

describe('findPathViolation', () => {
  it.each([
    '/',
    '/v1/manage/hc',
    '/v1/users/',
    '/a.b/..c/...',
    '/john%20doe',
    '/zo%C3%AB',
    '/100%25',
    '/a%252Fb',
    '/%2e%2e%252f',
    '/a;b=1,c',
    "/~!$&'()*+=:@-_|[]^",
    '/%3Fx=1%23y',
    '/%F0%9F%98%80',
    `/${'a'.repeat(MAX_PATH_LENGTH - 1)}`,
  ])('finds none in %s', (path) => {
    expect(findPathViolation(path)).toBeUndefined();
  });

  it.each([
    ['', 'no-leading-slash'],
    ['v1', 'no-leading-slash'],
    ['*', 'no-leading-slash'],
    ['http://evil.example/v1', 'no-leading-slash'],
    [' /v1', 'no-leading-slash'],
    [`/${'a'.repeat(MAX_PATH_LENGTH)}`, 'too-long'],
    ['//', 'empty-segment'],
    ['//v1', 'empty-segment'],
    ['/a//b', 'empty-segment'],
    ['/a//', 'empty-segment'],
    ['/.', 'dot-segment'],
    ['/a/..', 'dot-segment'],
    ['/a/../b', 'dot-segment'],
    ['/a/%2e', 'dot-segment'],
    ['/a/.%2E/b', 'dot-segment'],
    ['/a\\b', 'backslash'],
    ['/a%5Cb', 'backslash'],
    ['/a%5cb', 'backslash'],
    ['/a%2Fb', 'encoded-separator'],
    ['/a%2fb', 'encoded-separator'],
    ['/a%00', 'control-character'],
    ['/a%0Ab', 'control-character'],
    ['/a\nb', 'control-character'],
    ['/a%7F', 'control-character'],
    ['/a%C2%85b', 'control-character'],
    ['/a%E2%80%A8b', 'control-character'],
    ['/a%E2%80%A9b', 'control-character'],
    ['/a%20', 'outer-white-space'],
    ['/%20a/b', 'outer-white-space'],
    ['/%20', 'outer-white-space'],
    ['/a%C2%A0', 'outer-white-space'],
    ['/%EF%BB%BFa', 'outer-white-space'],
    ['/a ', 'outer-white-space'],
    ['/%', 'bad-escape'],
    ['/a%2', 'bad-escape'],
    ['/a%zz', 'bad-escape'],
    ['/%FF', 'bad-escape'],
    ['/%C0%AF', 'bad-escape'],
    ['/%ED%A0%80', 'bad-escape'],
    ['/a b', 'not-encoded'],
    ['/zoë', 'not-encoded'],
    ['/\uD800', 'not-encoded'],
    ['/a?b', 'not-encoded'],
    ['/a#b', 'not-encoded'],
  ])('calls %j %s', (path, violation) => {
    expect(findPathViolation(path)).toBe(violation);
  });

  it('lets no text through whose segments, decoded once, could be read as another path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const path = `/${text}`;
        fc.pre(findPathViolation(path) === undefined);
        const segments = path.slice(1).split('/').map(decodeURIComponent);
        expect(segments.slice(0, -1)).not.toContain('');
        for (const segment of segments) {
          expect(segment).not.toMatch(/[\p{Cc}\\/]/u);
          expect(['.', '..']).not.toContain(segment);
          expect(segment.trim()).toBe(segment);
        }
      }),
    );
  });

  it('takes every segment that was encoded, unless its text is a violation', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), (segments) => {
        fc.pre(
          segments.every(
            (segment) => segment.trim() === segment && !/[\p{Cc}\\/\u2028\u2029]|^\.{1,2}$/u.test(segment),
          ),
        );
        expect(findPathViolation(`/${segments.map(encodeURIComponent).join('/')}`)).toBeUndefined();
      }),
    );
  });
});
