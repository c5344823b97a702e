import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { migrateDatabase } from '../libs/database/migrate.ts';

export type Postgres = Readonly<{ url: string; close: () => Promise<void> }>;

/**
 * Starts PostgreSQL in this process, in memory, migrated, on 127.0.0.1.
 *
 * @param port default: a free one
 */
export async function startPostgres(port = 0): Promise<Postgres> {
  const database = await PGlite.create();
  const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port, maxConnections: 50 });
  await server.start();
  const url = `postgres://postgres:postgres@${server.getServerConn()}/postgres`;
  await migrateDatabase(url);
  return {
    url,
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}
