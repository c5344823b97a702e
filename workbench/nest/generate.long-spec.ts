import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate, type Generated } from './generate.ts';

/** Commands on a busy machine take their time. */
const LONG = 120_000;

let generated: Generated;

/** What comes after it is in `npm run rehearse:nest`. */
describe('what the collection of Nest writes', () => {
  beforeAll(async () => {
    generated = await generate();
  }, LONG);
  afterAll(() => generated.remove());

  it('changes lists and leaves every other file as it was', async () => {
    expect(await generated.listChanged()).toEqual([
      ' M apps/api/src/app.module.ts',
      ' M nest-cli.json',
      ' M package.json',
      ' M tsconfig.json',
      '?? apps/api/src/orders/',
      '?? apps/worker/',
      '?? libs/prices/',
    ]);
  });

  it.each([
    ['the application that is there', [], '  - POST /orders (OrdersController.create) declares no access.'],
    ['a new application', ['apps/worker'], '  - GET / (WorkerController.getHello) declares no access.'],
  ] as const)(
    'is closed, and says so within twenty lines, in %s',
    async (_which, args, sentence) => {
      const { output, lines, code } = await generated.contract(...args);
      expect(output).toContain('The application will not start, because access is not fully declared:\n');
      expect(output).toContain(sentence);
      expect(lines).toBeLessThanOrEqual(20);
      expect(code).toBe(1);
    },
    LONG,
  );
});
