import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Env } from '../env.ts';
import { SandboxPool } from './sandbox.pool.ts';

/** The database of the shop. It is connected to with the first query, and `app.close()` ends the connection. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly db: NodePgDatabase;
  readonly #pool: SandboxPool;

  constructor(@Inject(Env) env: Env) {
    this.#pool = new SandboxPool(env.DATABASE_URL);
    // Without a listener a connection that breaks while nothing uses it would end the process.
    this.#pool.on('error', ({ message }) => new Logger(Database.name).warn(`connection lost: ${message}`));
    this.db = drizzle(this.#pool);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.end();
  }
}
