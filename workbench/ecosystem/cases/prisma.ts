import { Controller, Get, Module } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';
import { PrismaClient } from '../generated/prisma/client.ts';

const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: process.env['POSTGRES_URL'] ?? '', max: 1 }),
});

@Public()
@Controller()
class BoardsController {
  @Get('boards')
  async list(): Promise<unknown> {
    await prisma.$executeRaw`create table if not exists boards (id integer primary key, name text not null)`;
    await prisma.board.deleteMany();
    await prisma.board.createMany({
      data: [
        { id: 1, name: 'oak' },
        { id: 2, name: 'pine' },
      ],
    });
    return prisma.board.findMany({ where: { name: { startsWith: 'p' } } });
  }
}

@Module({ controllers: [BoardsController] })
class BoardsModule {}

export const example: Example = {
  packages: ['@prisma/client', '@prisma/adapter-pg', 'prisma'],
  tried: 'a generated client without an engine, its driver adapter on PostgreSQL (PGlite)',
  module: BoardsModule,
  requests: [{ path: '/boards', contains: '[{"id":2,"name":"pine"}]' }],
};
