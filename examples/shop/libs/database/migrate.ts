/** `npm run migrate`: brings the database at `DATABASE_URL` to the newest migration. A pipeline runs it before it deploys. */
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** Names the lock among the advisory locks of the database: any number that nothing else of the shop uses. */
const LOCK = 7_466_701;

/** Runs the migrations that are missing. A second pipeline waits for the lock, and then finds nothing to do. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await migrate(drizzle(client), { migrationsFolder: join(import.meta.dirname, 'migrations') });
  } finally {
    // The lock ends with the connection, whatever became of the migrations.
    await client.end();
  }
}

if (import.meta.main) {
  const url = process.env['DATABASE_URL'];
  if (url === undefined) {
    console.error('DATABASE_URL is not set. Set it to the address of the database that is to be migrated.');
    process.exitCode = 1;
  } else await migrateDatabase(url);
}
