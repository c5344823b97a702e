import { Controller, Get, Module } from '@nestjs/common';
import knex from 'knex';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const connection = process.env['POSTGRES_URL'] ?? '';
const sql = knex({ client: 'pg', connection, pool: { min: 0, max: 1 } });
const kysely = new Kysely<{ screws: { name: string } }>({
  dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: connection, max: 1 }) }),
});

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    await sql.schema.dropTableIfExists('screws');
    await sql.schema.createTable('screws', (table) => void table.text('name'));
    await sql('screws').insert({ name: 'long' });
    const rows = await kysely.selectFrom('screws').selectAll().execute();
    await Promise.all([sql.destroy(), kysely.destroy()]);
    return { rows };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['knex', 'kysely', 'pg'],
  tried: 'a table is made and filled by the one and read by the other, PostgreSQL (PGlite) behind them',
  module: TryModule,
  requests: [{ path: '/try' }],
};
