import { join } from 'node:path';
import {
  sampleEnvironment,
  type StubProvider,
} from '../../libs/toolkit/src/build/code-cache/stub-provider.ts';
import type { Case } from './cases.ts';
import { productsEvent } from './events.ts';
import type { Builds } from './prepare-product.ts';
import type { ShopServices } from './shop-services.ts';

export const SHOP = 'the shop';

const PEERS = [
  { name: `${SHOP} with Hono`, folder: 'shop-hono', file: 'index.mjs' },
  { name: `${SHOP} with Express`, folder: 'shop-express', file: 'index.mjs' },
  { name: `${SHOP} with NestJS as most people write it`, folder: 'shop-nest', file: 'index.js' },
] as const;

/**
 * A realistic application, `examples/shop`, beside the same routes with the same parts written with others: PostgreSQL, limits per
 * caller, a store of the request, validation, tokens, and an AWS SDK client that a later request uses. Each one's first response is a
 * page of products from the database.
 */
export function shopCases(
  benchFolder: string,
  builds: Builds,
  provider: StubProvider,
  services: ShopServices,
): Case[] {
  const environment = { ...sampleEnvironment(provider), ...services.environment };
  const make = (name: string, folder: string, handler: string, file: string, ours: boolean): Case => ({
    name,
    deployment: { folder, handler, file, environment },
    event: productsEvent(),
    status: 200,
    ours,
    // In one process it keeps its connection to the database: only its start compares.
    only: ['first'],
  });
  return [
    make(SHOP, builds.shop, 'lambda.handler', 'lambda.mjs', true),
    ...PEERS.map(({ name, folder, file }) =>
      make(name, join(benchFolder, 'dist', folder), 'index.handler', file, false),
    ),
  ];
}
