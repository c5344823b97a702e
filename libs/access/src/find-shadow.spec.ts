import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coversPath } from './covers-path.ts';
import { createShadowFinder } from './find-shadow.ts';

type Route = Readonly<{ method: string; path: string }>;

const findAll = (routes: readonly Route[]): (Route | undefined)[] => {
  const findShadow = createShadowFinder<Route>();
  return routes.map((route) => findShadow(route));
};

describe('createShadowFinder', () => {
  const get = (path: string): Route => ({ method: 'GET', path });

  it('gives the first route that would be matched instead', () => {
    const routes = [get('/users/:id'), get('/users/:name'), get('/users/me'), get('/users')];
    expect(findAll(routes)).toEqual([undefined, routes[0], routes[0], undefined]);
  });

  it('leaves a literal before a parameter alone', () => {
    expect(findAll([get('/users/me'), get('/users/:id')])).toEqual([undefined, undefined]);
  });

  it('tells methods apart, but for a route of all', () => {
    const all = { method: '*', path: '/:any' };
    const routes = [get('/a'), { method: 'POST', path: '/a' }, all, { method: 'PUT', path: '/a' }, get('/a')];
    expect(findAll(routes)).toEqual([undefined, undefined, undefined, all, routes[0]]);
  });

  it('agrees with comparing every route with all before it', () => {
    const segment = fc.constantFrom('a', 'b', ':a', ':b', ':a.json', '', '*a', '{b}');
    const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
    const route = fc.record({ method: fc.constantFrom('GET', 'POST', '*'), path });
    fc.assert(
      fc.property(fc.array(route, { maxLength: 12 }), (routes) => {
        const expected = routes.map((later, index) =>
          routes
            .slice(0, index)
            .find(
              (earlier) =>
                ['*', later.method].includes(earlier.method) && coversPath(earlier.path, later.path),
            ),
        );
        expect(findAll(routes)).toEqual(expected);
      }),
    );
  });
});
