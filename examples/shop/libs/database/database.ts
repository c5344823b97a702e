import {
  Global,
  Inject,
  Injectable,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type Type,
} from '@nestjs/common';
import type { Secret } from '@lambda-nest/application/env';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { SandboxPool } from './sandbox.pool.ts';

/** Variables of a function that has the database. */
export type DatabaseEnv = Readonly<{ DATABASE_URL: Secret<string> }>;

const ENV = Symbol('variables of the database');

/** The database of the shop. It is connected to with the first query, and `app.close()` ends the connection. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly db: NodePgDatabase;
  readonly #pool: SandboxPool;

  constructor(@Inject(ENV) env: DatabaseEnv) {
    this.#pool = new SandboxPool(env.DATABASE_URL);
    // Without a listener a connection that breaks while nothing uses it would end the process.
    this.#pool.on('error', ({ message }) => new Logger(Database.name).warn(`connection lost: ${message}`));
    this.db = drizzle(this.#pool);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.end();
  }
}

@Global()
@Module({})
export class DatabaseModule {
  /** @param env class of the function's variables, by which their values are injected */
  static of(env: Type<DatabaseEnv>): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [{ provide: ENV, useExisting: env }, Database],
      exports: [Database],
    };
  }
}
