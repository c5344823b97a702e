import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyShop, type ShopCopy } from './copy-shop.ts';
import { gitIn } from '../faults/git-in.ts';
import { follow } from './follow.ts';
import type { Said } from './run-shell.ts';

/** A check, three builds and a deployment on a machine that is busy. */
const MAX_MS = 900_000;

/** A second function of the API, as its guide says: one route, one variable, its own time-out and memory. */
const FUNCTION = {
  'function.config.ts': `import { defineFunction } from '@lambda-nest/toolkit';

export default defineFunction({
  api: '../api',
  timeout: 10,
  memoryMb: 512,
  samples: [{ path: '/v1/stock' , status: 401 }],
  variablesTable: '../../VARIABLES.md',
});
`,
  'src/env.ts': `import { defineEnv } from '@lambda-nest/application/env';
import { Env as ApiEnv } from '../../api/src/env.ts';

export class Env extends defineEnv({ DATABASE_URL: ApiEnv.variables.DATABASE_URL }) {}
`,
  'src/stock.module.ts': `import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../../libs/database/database.ts';
import { Env } from './env.ts';
import { StockController } from './stock.controller.ts';

@Module({ imports: [DatabaseModule.of(Env)], controllers: [StockController] })
export class StockModule {
  static readonly env = Env;
}
`,
  'src/stock.controller.ts': `import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { Roles } from '@lambda-nest/access';
import { Database } from '../../../libs/database/database.ts';
import { products } from '../../../libs/database/schema.ts';

class Stock {
  @ApiProperty({ example: 'HAMMER-1' })
  sku!: string;

  @ApiProperty({ type: 'integer', minimum: 0 })
  stock!: number;

  @ApiProperty({ description: 'The function that counted.' })
  by!: string;
}

@Controller('v1/stock')
export class StockController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Roles('ADMINS')
  @Get()
  @ApiOkResponse({ type: [Stock] })
  async list(): Promise<Stock[]> {
    const found = await this.database.db.select({ sku: products.sku, stock: products.stock }).from(products);
    const by = \`\${process.env.AWS_LAMBDA_FUNCTION_NAME} \${process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE}\`;
    return found.map((one) => ({ ...one, by }));
  }
}
`,
};

/** What a person types, in one shell. */
const CHECKED = ['npm run -s contract', 'npm run -s check'];
const TOKENS = [
  'ADMIN="Authorization: Bearer $(npm run -s token -- --as admin)"',
  'USER="Authorization: Bearer $(npm run -s token -- --as user)"',
];
const HAMMER = '{"sku":"HAMMER-1","name":"Hammer","category":"tools","priceCents":1999,"stock":10}';
const ADDED = `-H "$ADMIN" -H 'Content-Type: application/json' -d '${HAMMER}'`;
const STATUS = `curl -sS -o /dev/null -w '%{http_code}\\n'`;
/** The same requests, on a laptop and to what was deployed. */
const REQUESTS = [
  `${STATUS} $URL/v1/products ${ADDED}`,
  `${STATUS} $URL/v1/stock`,
  `${STATUS} $URL/v1/stock -H "$USER"`,
  'curl -fsS $URL/v1/stock -H "$ADMIN"; echo',
  `${STATUS} $URL/v1/stocks -H "$ADMIN"`,
];
const EDIT =
  "sed -i 's/[.]map((one) => .*/.map((one) => ({ ...one, by: `edited` }));/' apps/stock/src/stock.controller.ts";
const STARTED = [
  'npm start',
  'URL=http://localhost:3000/local',
  ...TOKENS,
  ...REQUESTS,
  'curl -fsS $URL/v1/openapi.json | grep -Eo \'"operationId": ?"stock[^,]*\'',
  EDIT,
  'until grep "^Rebuilt in" "$log"; do sleep 0.2; done',
  'curl -fsS $URL/v1/stock -H "$ADMIN"; echo',
  'git checkout -q apps/stock',
];
const STAGE = '--stage dev --param firebaseProject=demo-local';
const DEPLOYED = [
  'npm run cloud',
  'export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=eu-west-1',
  `npm run -s deploy -- ${STAGE} | tee deployed.log`,
  "URL=$(grep -o 'http://127[^ ]*/mvp' deployed.log | tail -n 1)",
  ...TOKENS,
  ...REQUESTS,
  'export CONFORMANCE_TOKEN_ADMIN="${ADMIN#*Bearer }" CONFORMANCE_TOKEN_USER="${USER#*Bearer }"',
  'npm run -s conformance -- --stage dev',
];
/** The zips of one stage in the next, a second version, and back. */
const STAGING =
  '--stage staging --param firebaseProject=demo-local --param databaseUrl=ssm:/shop/dev/database-url --param apiKeyParameter=/shop/dev/firebase-app-api-key';
const STOCK = 'curl -fsS $URL/v1/stock -H "$ADMIN"; echo';
const ROLLBACK = 'npm run -s rollback -- --stage dev';
const PROMOTE = `npm run -s promote -- --from dev ${STAGING}`;
const RELEASED = [
  `${PROMOTE} | tee promoted.log`,
  'ls dist/promoted',
  EDIT,
  'git commit --quiet --message edited apps/stock',
  `npm run -s deploy -- ${STAGE}`,
  STOCK,
  `${ROLLBACK} | tee back.log`,
  STOCK,
  // What serves is of the commit before, and the worker of the last one.
  `! ${PROMOTE} 2> rejected.log`,
  'cat rejected.log',
];
const PACKAGED = '.serverless/cloudformation-template-update-stack.json';
const EXPLAIN = `npx lambda-nest access:explain GET /v1/stock --deployment ${PACKAGED} --role ADMINS`;
/** What was packaged, explained and served on a laptop. */
const SERVED = [
  `npm run -s package -- ${STAGE}`,
  EXPLAIN,
  `npm start -- --routes ${PACKAGED}`,
  'URL=http://localhost:3000/local',
  ...TOKENS,
  ...REQUESTS,
];
const REMOVED = [`npm run -s serverless -- remove ${STAGE}`, `npm run -s serverless -- remove ${STAGING}`];

let copy: ShopCopy;

beforeAll(async () => {
  copy = await copyShop();
  for (const [name, content] of Object.entries(FUNCTION)) write(join('apps/stock', name), content);
  change('serverless.yml', '  worker: ${function:apps/worker}\n', '$&  stock: ${function:apps/stock}\n');
}, MAX_MS);

afterAll(() => copy.remove());

function write(name: string, content: string): void {
  const file = join(copy.folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function change(name: string, from: string, to: string): void {
  const before = readFileSync(join(copy.folder, name), 'utf8');
  expect(before).toContain(from);
  write(name, before.replace(from, to));
}

/** What each of the last commands has written. */
async function run(commands: readonly string[]): Promise<Said & { written: (command: string) => string[] }> {
  const followed = await follow(commands, copy.folder);
  const parts = followed.output.split(/^\$ /m);
  return {
    ...followed,
    written: (command) =>
      parts
        .filter((part) => part.startsWith(`${command}\n`))
        .map((part) => part.slice(command.length).trim()),
  };
}

describe('an API whose routes are in two functions', () => {
  it(
    'has one contract, which says whose each route is, and a budget for each',
    async () => {
      const { code, output } = await run(CHECKED);
      expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^apps\/stock:$/m) });
      const git = gitIn(copy.folder);
      git('add', '--all');
      git('commit', '--quiet', '--message', 'stock');
      const access = readFileSync(join(copy.folder, 'ACCESS.md'), 'utf8');
      expect(access).toMatch(/^\| GET \| `\/v1\/stock` \| role ADMINS \|.*\| `stock` \|/m);
      expect(access).toMatch(/^\| GET \| `\/v1\/products` \| public \|.*\| `api` \|/m);
    },
    MAX_MS,
  );

  it(
    'is one gateway on a laptop, with a process for each function, which follows edits',
    async () => {
      const { code, output, written } = await run(STARTED);
      // What was said is there to read only when it failed.
      expect({ code, said: code === 0 ? '' : output }).toEqual({ code: 0, said: '' });
      expect(REQUESTS.map((command) => written(command)[0])).toEqual([
        '201',
        '401',
        '403',
        '[{"sku":"HAMMER-1","stock":10,"by":"stock 512"}]',
        '404',
      ]);
      expect(output).toMatch(/"operationId": ?"stockList"/);
      expect(output).toContain('"by":"edited"');
    },
    MAX_MS,
  );

  it(
    'is deployed with a function, a role and a time-out for each, promoted and rolled back as one',
    async () => {
      const { code, output, written } = await run([...DEPLOYED, ...RELEASED, ...REMOVED]);
      // What was said is there to read only when it failed.
      expect({ code, said: code === 0 ? '' : output }).toEqual({ code: 0, said: '' });
      expect(REQUESTS.map((command) => written(command)[0])).toEqual([
        '201',
        '401',
        '403',
        '[{"sku":"HAMMER-1","stock":10,"by":"shop-dev-stock 512"}]',
        '404',
      ]);
      expect(output).toMatch(/(\d+) of \1 responses are what the declarations say/);
      // Promoted, all of them.
      expect(written('ls dist/promoted')).toEqual(['api.zip\nstock.zip\nworker.zip']);
      expect(written(`${PROMOTE} | tee promoted.log`)[0]).toMatch(
        /^dev serves shop-dev-api 1, shop-dev-stock 1, shop-dev-worker \$LATEST: commit [0-9a-f]{12}, [^]*smoke: \d+ requests to /,
      );
      // Edited, deployed, and back, both behind the gateway.
      expect(written(STOCK).map((text) => text.replace(/.*"by":"([^"]*)".*/, '$1'))).toEqual([
        'shop-dev-stock 512',
        'edited',
        'shop-dev-stock 512',
      ]);
      const back = written(`${ROLLBACK} | tee back.log`)[0];
      expect(back).toMatch(/^live of shop-dev-api: version 2 → 1, /m);
      expect(back).toMatch(/^live of shop-dev-stock: version 2 → 1, /m);
      expect(back).toMatch(/^shop-dev-worker stays as it was deployed last/m);
      expect(written('cat rejected.log')[0]).toContain(
        'The functions of the stage were not packaged together:',
      );
    },
    MAX_MS,
  );

  it(
    'is explained and served on a laptop as it was packaged',
    async () => {
      const { code, output, written } = await run(SERVED);
      expect({ code, said: code === 0 ? '' : output }).toEqual({ code: 0, said: '' });
      expect(written(EXPLAIN)[0]).toMatch(/GET \/v1\/stock/);
      expect(REQUESTS.map((command) => written(command)[0]).slice(0, 3)).toEqual(['201', '401', '403']);
      expect(written(STOCK)[0]).toMatch(/"by":"(stock 512|edited)"/);
    },
    MAX_MS,
  );

  it(
    'has no contract when two of them have one route',
    async () => {
      change('apps/stock/src/stock.controller.ts', "'v1/stock'", "'v1/products'");
      const { code, output } = await run(['npm run -s contract -- --check']);
      expect(code).not.toBe(0);
      expect(output).toContain('GET /v1/products');
      expect(output).toContain('apps/stock/src/stock.controller.ts');
    },
    MAX_MS,
  );
});
