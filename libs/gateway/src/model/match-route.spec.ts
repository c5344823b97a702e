import { describe, expect, it } from '@jest/globals';
import { createRouter } from './match-route.ts';
import { routeKeyOf } from './gateway-route.ts';

const routes = (...keys: string[]): Parameters<typeof createRouter>[0] =>
  keys.map((key) => {
    const [method = '', path = key] = key.split(' ');
    return { method, path, authorizer: false, scopes: [] };
  });

function select(keys: string[], request: string): string | undefined {
  const [method = '', path = ''] = request.split(' ');
  const found = createRouter(routes(...keys))(method, path.slice(1).split('/'));
  return found && routeKeyOf(found.route);
}

describe('createRouter', () => {
  it.each([
    // The example of the developer guide, in another order on purpose.
    ['GET /pets/dog/1', 'GET /pets/dog/1'],
    ['GET /pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET /pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST /test/5', 'ANY /{proxy+}'],
    ['GET /', 'ANY /{proxy+}'],
  ])('serves %s by %s', (request, key) => {
    const keys = ['$default', 'ANY /{proxy+}', 'GET /pets/{proxy+}', 'GET /pets/dog/{id}', 'GET /pets/dog/1'];
    expect(select(keys, request)).toBe(key);
  });

  it.each([
    [['GET /x'], 'POST /x', undefined],
    [['GET /x'], 'HEAD /x', undefined],
    [['GET /x'], 'OPTIONS /x', undefined],
    [['GET /x'], 'GET /x/', undefined],
    [['GET /x'], 'GET /X', undefined],
    [['GET /x'], 'GET //x', undefined],
    [['GET /x/{id}'], 'GET /x/', undefined],
    [['GET /x/{proxy+}'], 'GET /x', undefined],
    [['GET /x/{proxy+}'], 'GET /x/a/b', 'GET /x/{proxy+}'],
    [['GET /x', '$default'], 'POST /x', '$default'],
    [['ANY /x', 'GET /x'], 'GET /x', 'GET /x'],
    [['ANY /x', 'GET /x'], 'DELETE /x', 'ANY /x'],
    [['GET /{a}/b', 'GET /a/{b}'], 'GET /a/b', 'GET /a/{b}'],
    [['ANY /{proxy+}', 'ANY /v1/{proxy+}'], 'GET /v1/x', 'ANY /v1/{proxy+}'],
    [['GET /v1/{proxy+}', 'ANY /v1/{proxy+}'], 'GET /v1/x', 'GET /v1/{proxy+}'],
    [['GET /a/b/{proxy+}', 'GET /a/{id}/c'], 'GET /a/b/c', 'GET /a/{id}/c'],
  ])('with %j serves %s by %s', (keys, request, key) => {
    expect(select(keys, request)).toBe(key);
  });

  it('names the variables of the path, the greedy one with its slashes', () => {
    const match = createRouter(routes('GET /v1/{kind}/{proxy+}'));
    expect(match('GET', ['v1', 'orders', 'a b', 'c'])?.pathParameters).toEqual({
      kind: 'orders',
      proxy: 'a b/c',
    });
  });

  it('keeps a variable called __proto__ apart from the prototype', () => {
    const match = createRouter(routes('GET /{__proto__}'));
    expect(Object.entries(match('GET', ['x'])?.pathParameters ?? {})).toEqual([['__proto__', 'x']]);
  });
});
