import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { IsString } from 'class-validator';
import { Column, Entity, PrimaryGeneratedColumn, type Repository } from 'typeorm';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Entity()
class Item {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column()
  name!: string;
}

class NewItem {
  @IsString()
  name!: string;
}

@Public()
@Controller('items')
class ItemsController {
  constructor(@InjectRepository(Item) private readonly items: Repository<Item>) {}

  @Post()
  async add(@Body() { name }: NewItem): Promise<object> {
    return { name: (await this.items.save({ name })).name };
  }

  @Get()
  async list(): Promise<readonly string[]> {
    return (await this.items.find({ order: { id: 'ASC' } })).map(({ name }) => name);
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env['POSTGRES_URL'] ?? '',
      entities: [Item],
      synchronize: true,
      dropSchema: true,
      extra: { max: 1 },
    }),
    TypeOrmModule.forFeature([Item]),
  ],
  controllers: [ItemsController],
})
class ItemsModule {}

export const example: Example = {
  packages: ['@nestjs/typeorm', 'typeorm', 'pg'],
  tried: 'an entity and its repository, PostgreSQL (PGlite) behind it',
  module: ItemsModule,
  requests: [
    { path: '/items', method: 'POST', body: { name: 'pen' }, status: 201 },
    { path: '/items', contains: '["pen"]' },
    { path: '/items', method: 'POST', body: {}, status: 400 },
  ],
};
