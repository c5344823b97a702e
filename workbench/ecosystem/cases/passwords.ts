import { Controller, Get, Module } from '@nestjs/common';
import argon2 from 'argon2';
import bcrypt from 'bcrypt';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    return {
      bcrypt: await bcrypt.compare('right', await bcrypt.hash('right', 4)),
      argon2: await argon2.verify(await argon2.hash('right'), 'wrong'),
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['bcrypt', 'argon2'],
  tried: 'passwords are hashed and checked, by compiled code',
  module: TryModule,
  requests: [{ path: '/try' }],
};
