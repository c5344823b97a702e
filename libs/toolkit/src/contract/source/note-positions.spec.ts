import { afterEach, describe, expect, it } from '@jest/globals';
import { NOTE_DECLARATION } from '@lambda-nest/access/policy';
import { Roles } from '@lambda-nest/access';
import { notedPosition, notePositions, readPosition } from './note-positions.ts';

afterEach(() => {
  delete (globalThis as { [NOTE_DECLARATION]?: unknown })[NOTE_DECLARATION];
});

describe('notePositions', () => {
  it('notes the file in which a decorator is applied to a class and to a method', () => {
    notePositions();
    @Roles('USERS')
    class Orders {
      @Roles('ADMINS')
      list(): void {}
    }
    const list = Object.getOwnPropertyDescriptor(Orders.prototype, 'list')?.value as object;
    for (const subject of [Orders, list])
      expect(notedPosition(subject)?.file).toMatch(/note-positions\.spec\.ts$/);
  });

  it('notes nothing before it is asked to', () => {
    @Roles('USERS')
    class Early {}
    expect(notedPosition(Early)).toBeUndefined();
  });
});

describe('readPosition', () => {
  it.each([
    [
      'a package that tsc compiled, with its helper in the same file',
      `Error
    at file:///app/node_modules/@lambda-nest/access/dist/declare.decorators.js:70:9
    at DecorateProperty (file:///app/node_modules/shop/dist/orders.controller.js:4:95)
    at __decorate (file:///app/node_modules/shop/dist/orders.controller.js:6:30)
    at file:///app/node_modules/shop/dist/orders.controller.js:31:1
    at ModuleJob.run (node:internal/modules/esm/module_job:561:25)`,
      { file: '/app/node_modules/shop/dist/orders.controller.js', line: 31 },
    ],
    [
      'a CommonJS package that uses tslib',
      `Error
    at /app/node_modules/@lambda-nest/access/dist/declare.decorators.js:70:9
    at __decorate (/app/node_modules/tslib/tslib.js:10:1)
    at Object.<anonymous> (/app/node_modules/shop/orders.controller.js:12:3)
    at Module._compile (node:internal/modules/cjs/loader:1:1)`,
      { file: '/app/node_modules/shop/orders.controller.js', line: 12 },
    ],
    ['nothing but Node', 'Error\n    at node:internal/modules/run_main:1:1', undefined],
  ])('finds the class in a stack of %s', (_of, stack, position) => {
    expect(readPosition(stack)).toEqual(position);
  });
});
