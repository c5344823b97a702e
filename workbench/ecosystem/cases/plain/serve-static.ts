import { Module } from '@nestjs/common';
import { ServeStaticModule } from '@nestjs/serve-static';
import type { Example } from '../../example.ts';

@Module({
  imports: [ServeStaticModule.forRoot({ rootPath: `${process.env['FIXTURES']}/public` })],
})
class PagesModule {}

export const example: Example = {
  packages: ['@nestjs/serve-static'],
  tried: 'a file of a folder',
  module: PagesModule,
  requests: [{ path: '/robots.txt' }],
};
