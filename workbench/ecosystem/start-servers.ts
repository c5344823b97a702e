import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { freePort } from '../../libs/testing/src/free-port.ts';

/** What examples need beside them, on 127.0.0.1. */
export type Servers = Readonly<{
  /** Variables that tell examples where it is. */
  environment: Readonly<Record<string, string>>;
  close: () => Promise<void>;
}>;

/** Starts PostgreSQL in this process (PGlite), on a free port. */
export async function startServers(): Promise<Servers> {
  const database = await PGlite.create();
  const port = await freePort();
  const server = new PGLiteSocketServer({ db: database, port, host: '127.0.0.1', maxConnections: 20 });
  await server.start();
  return {
    environment: {
      POSTGRES_URL: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
      FIXTURES: join(import.meta.dirname, 'fixtures'),
    },
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}
