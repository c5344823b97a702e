import { Controller, Get, Module } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const nails = pgTable('nails', { id: integer('id').primaryKey(), name: text('name').notNull() });
const pool = new pg.Pool({ connectionString: process.env['POSTGRES_URL'], max: 1 });
const database = drizzle(pool);

@Public()
@Controller()
class NailsController {
  @Get('nails')
  async list(): Promise<unknown> {
    await database.execute(
      sql`create table if not exists nails (id integer primary key, name text not null)`,
    );
    await database.delete(nails);
    await database.insert(nails).values([
      { id: 1, name: 'long' },
      { id: 2, name: 'short' },
    ]);
    return database.select().from(nails).where(eq(nails.id, 2));
  }
}

@Module({ controllers: [NailsController] })
class NailsModule {}

export const example: Example = {
  packages: ['drizzle-orm', 'pg'],
  tried: 'a table, rows in and out, PostgreSQL (PGlite) behind it',
  module: NailsModule,
  requests: [{ path: '/nails', contains: 'short' }],
};
