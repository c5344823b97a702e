import { describe, expect, it } from '@jest/globals';
import type { Declaration } from '@lambda-nest/access/policy';
import type { ContractRoute } from '../contract-route.ts';
import { buildRoute } from './build-route.ts';
import { findRouteViolations } from './find-route-violations.ts';

const LIMITS = { maxRoutes: 300, maxScopes: 10 };
const AT = '(a.controller.ts:7)';
const signedIn: Declaration = { kind: 'signed-in' };
const admins: Declaration = { kind: 'restricted', roles: ['ADMINS'] };

function violationsOf(...routes: readonly (string | ContractRoute)[]): Promise<readonly string[]> {
  return findRouteViolations(
    routes.map((route) => (typeof route === 'string' ? buildRoute(route) : route)),
    LIMITS,
  );
}

describe('findRouteViolations', () => {
  it.each([
    [['GET /v1/orders', 'POST /v1/orders', 'GET /v1/orders/:id', 'GET /v1/orders/:id/items']],
    [['GET /']],
    [['GET /v1/users/me', 'GET /v1/users/:id']],
    [['GET /v1/:kind/all', 'GET /v1/:kind/:id']],
    [['GET /v1/orders\\:batch', 'GET /v1/a.b_c~d-e']],
    [['GET /v1/files/report.pdf', 'GET /v1/files/:name']],
  ])('finds nothing wrong with %j', async (routes) => {
    expect(await violationsOf(...routes)).toEqual([]);
  });

  it('rejects more routes than the gateway takes', async () => {
    const routes = Array.from({ length: 301 }, (_, index) => `GET /v1/r${index}`);

    expect(await violationsOf(...routes)).toEqual([
      'There are 301 routes, and an HTTP API takes 300. Split the API, or have AWS raise the quota ' +
        'and set maxRoutes in function.config.ts.',
    ]);
    expect(
      await findRouteViolations(
        routes.map((route) => buildRoute(route)),
        { ...LIMITS, maxRoutes: 301 },
      ),
    ).toEqual([]);
  });

  it('rejects more scopes than a route takes', async () => {
    const scopes = Array.from({ length: 11 }, (_, index) => `s${index}`);

    expect(await violationsOf(buildRoute('GET /a', { kind: 'restricted', scopes }))).toEqual([
      `GET /a ${AT} names 11 scopes, and a route at the gateway takes 10. Group them.`,
    ]);
    expect(await violationsOf(buildRoute('GET /a', { kind: 'restricted', scopes: scopes.slice(1) }))).toEqual(
      [],
    );
  });

  it.each([
    ['* /a', 'answers every method. Declare one route for each: @Get(), @Post() and so on.'],
    [
      'SEARCH /a',
      'has a method that an HTTP API does not route. Use one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS.',
    ],
    ['GET /files/*path', 'is a catch-all. Name its segments one by one.'],
    ['GET /files{/*path}', 'is a catch-all. Name its segments one by one.'],
    ['GET /a/', 'has an empty segment. Remove the slash that is too many.'],
    ['GET /a//b', 'has an empty segment. Remove the slash that is too many.'],
    [
      'GET /a/:name.pdf',
      'has the segment {name}.pdf, which is not one whole parameter. The gateway has no others: make it :name.',
    ],
    [
      'GET /a/:from-:to',
      'has the segment {from}-{to}, which is not one whole parameter. The gateway has no others: make it :name.',
    ],
    [
      'GET /a{/:b}',
      'has the segment a{, which is not one whole parameter. The gateway has no others: make it :name.',
    ],
    ['GET /caf\u00e9', 'has the segment caf\u00e9, which is not made of letters, digits and . _ ~ : - only.'],
    ['GET /a%20b', 'has the segment a%20b, which is not made of letters, digits and . _ ~ : - only.'],
  ])('rejects %s', async (route, violation) => {
    const path = buildRoute(route);

    expect(await violationsOf(route)).toEqual([`${path.method} ${path.path} ${AT} ${violation}`]);
  });

  it.each([
    ['GET /a', 'GET /a'],
    ['GET /a/:id', 'GET /a/:name'],
  ])('rejects %s twice, as %s', async (first, second) => {
    expect(await violationsOf(first, second)).toEqual([
      `${second.replace(':name', '{name}')} ${AT} is there already: ${first.replace(':id', '{id}')} ${AT}. Remove one of them.`,
    ]);
  });

  it('rejects a route that another one hides', async () => {
    expect(await violationsOf('GET /users/:id', 'GET /users/me')).toEqual([
      `GET /users/me ${AT} is never reached, for GET /users/{id} ${AT} is matched before it. Declare it first.`,
    ]);
    expect(await violationsOf('GET /users/:id', 'POST /users/me')).toEqual([]);
  });

  it('rejects a parameter route over a protected one when it lets more callers in', async () => {
    const sentence = (who: string) =>
      `GET /users/{id} ${AT} also matches the path of GET /users/me ${AT} and lets more callers in. ${who}`;
    const me = buildRoute('GET /users/me', admins);

    expect(await violationsOf(me, buildRoute('GET /users/:id'))).toEqual([
      sentence('Give it another path, or the same declaration.'),
    ]);
    expect(await violationsOf(me, buildRoute('GET /users/:id', signedIn))).toHaveLength(1);
    expect(await violationsOf(me, buildRoute('GET /users/:id', admins))).toEqual([]);
    expect(
      await violationsOf(buildRoute('GET /users/me', signedIn), buildRoute('GET /users/:id', admins)),
    ).toEqual([]);
  });

  it('rejects a scoped route without a JWT authorizer', async () => {
    const route = buildRoute(
      'GET /a',
      { kind: 'restricted', scopes: ['a'] },
      { gateway: { authorizer: false, scopes: ['a'] } },
    );

    expect(await violationsOf(route)).toEqual([
      `GET /a ${AT} has scopes and no JWT authorizer, so they would not be checked. Run \`npm run contract\`.`,
      `GET /a ${AT} is not public and has no JWT authorizer. Run \`npm run contract\`.`,
    ]);
  });

  it('rejects a route that the gateway and Express would resolve differently', async () => {
    expect(await violationsOf('GET /a/:x/c', 'GET /a/b/:y')).toEqual([
      `GET /a/b/c reaches GET /a/b/{y} ${AT} at the gateway and GET /a/{x}/c ${AT} in the application. ` +
        'Change the order in which they are declared.',
    ]);
    expect(await violationsOf('GET /a', 'HEAD /a')).toEqual([
      `HEAD /a reaches HEAD /a ${AT} at the gateway and GET /a ${AT} in the application. ` +
        'Change the order in which they are declared.',
    ]);
    expect(await violationsOf('GET /a/b/:y', 'GET /a/:x/c')).toEqual([]);
    expect(await violationsOf('HEAD /a', 'GET /a')).toEqual([]);
  });

  it('rejects two routes that would be one resource of the template', async () => {
    expect(await violationsOf('GET /a/Users', 'GET /a/users')).toEqual([
      `GET /a/users ${AT} and GET /a/Users ${AT} would have one name in the template, HttpApiRouteGetAUsers, ` +
        'and only one would be deployed. Change more than case and punctuation.',
    ]);
  });

  it('reports everything at once', async () => {
    expect(await violationsOf('* /a', 'GET /b/*c', 'GET /d', 'GET /d')).toHaveLength(3);
  });

  it('takes 300 routes that overlap within a second', async () => {
    const routes = Array.from({ length: 150 }, (_, index) => [
      `GET /v1/r${index}/me`,
      `GET /v1/r${index}/:id`,
    ]).flat();
    const before = performance.now();

    expect(await violationsOf(...routes)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
