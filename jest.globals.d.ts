import type * as globals from '@jest/globals';

/** Jest's globals, for specs that import none: those that `nest g` writes. */
declare global {
  const afterAll: typeof globals.afterAll;
  const afterEach: typeof globals.afterEach;
  const beforeAll: typeof globals.beforeAll;
  const beforeEach: typeof globals.beforeEach;
  const describe: typeof globals.describe;
  const expect: typeof globals.expect;
  const it: typeof globals.it;
  const test: typeof globals.test;
}
