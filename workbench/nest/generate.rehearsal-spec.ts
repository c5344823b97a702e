import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate, type Generated } from './generate.ts';

/** Commands on a busy machine take their time. */
const LONG = 240_000;

const CHECKED_DTO = `import { IsString } from 'class-validator';

export class CreateOrderDto {
  @IsString()
  item!: string;
}
`;

let generated: Generated;

/** Declares who may call a controller. */
const declare = (name: string) => (text: string) =>
  `import { ${name} } from '@lambda-nest/access';\n${text.replace('@Controller(', `@${name}()\n@Controller(`)}`;

describe('what the collection of Nest writes', () => {
  beforeAll(async () => {
    generated = await generate();
  }, LONG);
  afterAll(() => generated.remove());

  it.each([
    ['the application that is there', [], 'OrdersController.create'],
    ['a new application', ['apps/worker'], 'WorkerController.getHello'],
  ] as const)(
    'is built into nothing before it says who may call: %s',
    async (_which, args, route) => {
      const { output, lines, code } = await generated.build(...args);
      expect(output).toContain(
        `(${route}) declares no access. Add @Public(), @SignedIn(), @Roles(…) or @Scopes(…).`,
      );
      expect(lines).toBeLessThanOrEqual(20);
      expect(code).toBe(1);
    },
    LONG,
  );

  it(
    'is described and built once it does',
    async () => {
      const { contract, build, edit, read, run } = generated;
      await edit('apps/worker/src/worker.controller.ts', declare('Public'));
      await edit('apps/api/src/orders/orders.controller.ts', declare('SignedIn'));
      const unchecked = await contract();
      expect(unchecked.output).toContain('POST /orders (OrdersController.create) takes CreateOrderDto');
      expect(unchecked.lines).toBeLessThanOrEqual(20);

      await edit('apps/api/src/orders/dto/create-order.dto.ts', () => CHECKED_DTO);
      expect(await contract()).toMatchObject({ output: '', code: 0 });
      expect(await read('ACCESS.md')).toContain('| PATCH | `/orders/{id}` | signed in |');
      const document = await run('libs/toolkit/src/openapi/main.ts');
      expect(document.output).toContain('infra/generated/openapi.json has warnings:\n');
      expect(document.code).toBe(0);
      expect(await contract('apps/worker')).toMatchObject({ output: '', code: 0 });
      expect(await build('apps/worker')).toMatchObject({
        output: expect.stringMatching(/^optimisations: \d+ applied, 0 skipped\n$/),
        code: 0,
      });
      expect(await build('--without-cache')).toMatchObject({ code: 0 });
    },
    LONG,
  );

  it(
    'passes its own tests, and those of the routes of the application',
    async () => {
      const folders = ['apps/worker', 'apps/api/src/orders', 'libs/prices'];
      const suites = ['apps/api/test/access-table', 'apps/api/test/document.e2e'];
      const jest = 'node_modules/jest/bin/jest.js';
      const { output, code } = await generated.run(jest, ...folders, ...suites);
      expect({ output, code }).toEqual({
        output: expect.stringMatching(/^Tests: +(\d+) passed, \1 total$/m),
        code: 0,
      });
    },
    LONG,
  );

  it(
    'is compiled by nest build',
    async () => {
      expect(await generated.nest('build', 'worker')).toMatchObject({ code: 0 });
      const main = await generated.read('dist/apps/worker/apps/worker/src/main.js');
      expect(main).toContain('NestFactory.create(WorkerModule)');
    },
    LONG,
  );
});
