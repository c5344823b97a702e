import { Controller, Get, Injectable, Module, Req, UseGuards } from '@nestjs/common';
import { AuthGuard, PassportModule, PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Injectable()
class KeyStrategy extends PassportStrategy(Strategy, 'key') {
  validate({ headers }: Request): object | null {
    return headers['x-key'] === 'right' ? { name: 'partner' } : null;
  }
}

@Public()
@Controller()
class PartnersController {
  @UseGuards(AuthGuard('key'))
  @Get('partner')
  show(@Req() { user }: { user: object }): object {
    return user;
  }
}

@Module({ imports: [PassportModule], controllers: [PartnersController], providers: [KeyStrategy] })
class PartnersModule {}

export const example: Example = {
  packages: ['@nestjs/passport', 'passport', 'passport-custom'],
  tried: 'a guard with a strategy of the team on one route, with the right key and a wrong one',
  module: PartnersModule,
  requests: [
    { path: '/partner', headers: { 'x-key': 'right' } },
    { path: '/partner', headers: { 'x-key': 'wrong' }, status: 401 },
  ],
};
