import { Module } from '@nestjs/common';
import { ServeStaticModule } from '@nestjs/serve-static';
import type { Example } from '../example.ts';

@Module({
  imports: [ServeStaticModule.forRoot({ rootPath: `${process.env['FIXTURES']}/public` })],
})
class PagesModule {}

export const example: Example = {
  packages: ['@nestjs/serve-static'],
  tried: 'a file of a folder, in our application',
  module: PagesModule,
  requests: [{ path: '/robots.txt' }],
  rejects: 'was put on Express itself',
  remark: 'It mounts on the adapter itself, where no declaration says who may call it: rejected at start.',
};
