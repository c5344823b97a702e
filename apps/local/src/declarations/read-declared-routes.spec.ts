import { describe, expect, it } from '@jest/globals';
import typescript from 'typescript';
import { readDeclaredRoutes } from './read-declared-routes.ts';

const read = (text: string): ReturnType<typeof readDeclaredRoutes> =>
  readDeclaredRoutes(typescript, 'orders.controller.ts', text);

const controller = (members: string, decorators = "@Controller('v1/orders')"): string =>
  `${decorators}\nexport class OrdersController {\n${members}\n}`;

describe('readDeclaredRoutes', () => {
  it.each([
    ['@Public() @Get() all() {}', { kind: 'public' }, '@Public()'],
    ['@SignedIn() @Get() all() {}', { kind: 'signed-in' }, '@SignedIn()'],
    ["@Get() @Roles('A', 'B') all() {}", { kind: 'restricted', roles: ['A', 'B'] }, "@Roles('A', 'B')"],
    ["@Scopes('x') @Get() all() {}", { kind: 'restricted', scopes: ['x'] }, "@Scopes('x')"],
    [
      "@Scopes('x') @Roles('A') @Get() all() {}",
      { kind: 'restricted', roles: ['A'], scopes: ['x'] },
      "@Roles('A') @Scopes('x')",
    ],
  ])('reads %s', (member, declaration, text) => {
    expect(read(controller(member))).toEqual([
      { routeKey: 'GET /v1/orders', file: 'orders.controller.ts', line: 3, text, declaration },
    ]);
  });

  it.each([
    ["@Controller('v1/orders')", "@Get(':id/items')", 'GET /v1/orders/{id}/items'],
    ["@Controller('/v1/orders/')", "@Post('/x/')", 'POST /v1/orders/x'],
    ["@Controller({ path: 'v1' })", "@Delete('x')", 'DELETE /v1/x'],
    ['@Controller()', "@All('x')", 'ANY /x'],
  ])('joins %s and %s to %s', (on, method, routeKey) => {
    expect(read(controller(`${method} one() {}`, on))).toMatchObject([{ routeKey }]);
  });

  it("takes the class's declaration for a method without one, and only then", () => {
    const members = "@Get('a') a() {}\n@Public() @Get('b') b() {}";
    expect(read(controller(members, "@Roles('A')\n@Controller('v1')"))).toMatchObject([
      { routeKey: 'GET /v1/a', line: 1, text: "@Roles('A')" },
      { routeKey: 'GET /v1/b', line: 5, text: '@Public()', declaration: { kind: 'public' } },
    ]);
  });

  it('gives the place alone of a route that declares nobody', () => {
    expect(read(controller('@Get()\nall() {}'))).toEqual([
      { routeKey: 'GET /v1/orders', file: 'orders.controller.ts', line: 3 },
    ]);
  });

  it('gives the text alone of a declaration that is computed', () => {
    expect(read(controller('@Roles(...EVERYONE) @Get() all() {}'))).toEqual([
      { routeKey: 'GET /v1/orders', file: 'orders.controller.ts', line: 3, text: '@Roles(...EVERYONE)' },
    ]);
  });

  it.each([
    '@Controller(PATH) class A { @Get() a() {} }',
    "@Controller('a') class A { @Get(PATH) a() {} }",
    'class A {}',
  ])('leaves out what it cannot know: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
