import { Controller, Get, Module } from '@nestjs/common';
import { createConnection } from 'mysql2/promise';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    try {
      await createConnection({ host: '127.0.0.1', port: 9 });
      return {};
    } catch (error) {
      return { code: (error as { code: string }).code };
    }
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['mysql2'],
  tried: 'the error of a server that cannot be reached',
  module: TryModule,
  requests: [{ path: '/try' }],
  remark: 'No MySQL comes from npm: only the error of its connection is compared.',
};
