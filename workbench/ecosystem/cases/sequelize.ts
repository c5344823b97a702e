import { Controller, Get, Module } from '@nestjs/common';
import { InjectModel, SequelizeModule } from '@nestjs/sequelize';
import { Column, Model, Table } from 'sequelize-typescript';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Table
class Tool extends Model {
  @Column
  declare name: string;
}

@Public()
@Controller()
class ToolsController {
  constructor(@InjectModel(Tool) private readonly tools: typeof Tool) {}

  @Get('tools')
  async list(): Promise<readonly string[]> {
    await this.tools.destroy({ truncate: true });
    await this.tools.create({ name: 'saw' });
    return (await this.tools.findAll()).map(({ name }) => name);
  }
}

@Module({
  imports: [
    SequelizeModule.forRoot({
      dialect: 'postgres',
      uri: process.env['POSTGRES_URL'] ?? '',
      autoLoadModels: true,
      synchronize: true,
      logging: false,
      pool: { max: 1 },
    }),
    SequelizeModule.forFeature([Tool]),
  ],
  controllers: [ToolsController],
})
class ToolsModule {}

export const example: Example = {
  packages: ['@nestjs/sequelize', 'sequelize', 'sequelize-typescript'],
  tried: 'a model, PostgreSQL (PGlite) behind it',
  module: ToolsModule,
  requests: [{ path: '/tools', contains: '["saw"]' }],
};
