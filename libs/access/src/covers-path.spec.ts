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
    ['/users/:id.json', '/users/me.json', true],
    ['/users/:id.json', '/users/me', false],
    ['/users/x:id', '/users/xy', true],
    ['/users/x:id', '/users/yx', false],
    ['/users/:from-:to', '/users/me', false],
    ['/users/ME', '/users/me', false],
    ['/users/:id', '/users/', false],
    ['/{*path}', '/users/me', true],
    ['/{*path}', '/', true],
    ['/*path', '/', false],
    ['/*path', '/users/:id/keys', true],
    ['/files/*path', '/files/:name', true],
    ['/files/*path', '/files', false],
    ['/files/:name', '/files/*path', false],
    ['/users{/:id}', '/users', true],
    ['/users{/:id}', '/users/:id', true],
    ['/users', '/users{/:id}', false],
    ['/:any{/*rest}', '/users{/:id}', true],
    ['/users/:id.json', '/users/:name.json', true],
  ])('of %s and %s is %s', (template, other, expected) => {
    expect(coversPath(template, other)).toBe(expected);
  });
});
