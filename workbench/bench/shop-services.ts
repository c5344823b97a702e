import { fork } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from '../../examples/shop/local/start-postgres.ts';

export type ShopServices = Readonly<{
  /** Variables that a shop is deployed with. */
  environment: Readonly<Record<string, string>>;
  close: () => Promise<void>;
}>;

/** Starts what every shop needs in a process of its own, so that the database's work does not delay the stopwatch. */
export async function startShopServices(): Promise<ShopServices> {
  const child = fork(import.meta.filename);
  const [databaseUrl] = (await once(child, 'message')) as [string];
  return {
    environment: {
      DATABASE_URL: databaseUrl,
      // No measured request asks for rates or pictures.
      RATES_URL: 'http://127.0.0.1:9/',
      UPLOADS_BUCKET: 'shop-uploads',
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

if (import.meta.main) process.send?.((await startPostgres()).url);
