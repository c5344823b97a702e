import { Controller, Get, Module } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import jwt from 'jsonwebtoken';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    const secret = 'secret'.repeat(8);
    const key = new TextEncoder().encode(secret);
    const token = await new SignJWT({ order: 7 }).setProtectedHeader({ alg: 'HS256' }).sign(key);
    return {
      jose: (await jwtVerify(token, key)).payload['order'],
      jsonwebtoken: jwt.verify(token, secret),
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['jose', 'jsonwebtoken'],
  tried: 'a token of the one is verified by the other',
  module: TryModule,
  requests: [{ path: '/try' }],
};
