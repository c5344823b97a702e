import { describe, expect, it } from '@jest/globals';
import { coversPath } from './covers-path.ts';

describe('coversPath', () => {
  it.each([
    ['/users/:id', '/users/me', true],
    ['/users/:id', '/users/:name', true],
    ['/users/me', '/users/me', true],
    ['/:a/:b', '/users/:id', true],
    ['/users/me', '/users/:id', false],
    ['/users/:id', '/users', false],
    ['/users/:id', '/users/me/keys', false],
    ['/users/:id/keys', '/users/me/:key', false],
    ['/users/:id.json', '/users/me.json', false],
    ['/users/x:id', '/users/xy', false],
    ['/users/:from-:to', '/users/me', false],
    ['/users/ME', '/users/me', false],
  ])('of %s and %s is %s', (template, other, expected) => {
    expect(coversPath(template, other)).toBe(expected);
  });
});
