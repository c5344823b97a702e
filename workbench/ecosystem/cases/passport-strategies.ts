import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, HttpCode, Injectable, Module, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard, PassportModule, PassportStrategy } from '@nestjs/passport';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { passportJwtSecret } from 'jwks-rsa';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import { Strategy as LocalStrategy } from 'passport-local';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const { publicKey, privateKey } = await generateKeyPair('RS256');
const keys = JSON.stringify({
  keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }],
});
const server = createServer((_request, response) => response.end(keys));
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
server.unref();

@Injectable()
class PartnerTokens extends PassportStrategy(JwtStrategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromHeader('x-partner-token'),
      secretOrKeyProvider: passportJwtSecret({
        jwksUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
      }),
      algorithms: ['RS256'],
    });
  }

  validate({ sub }: { sub: string }): object {
    return { partner: sub };
  }
}

@Injectable()
class Passwords extends PassportStrategy(LocalStrategy) {
  validate(username: string, password: string): object | null {
    return password === 'right' ? { username } : null;
  }
}

@Public()
@Controller()
class PartnersController {
  @Get('token')
  token(): Promise<string> {
    return new SignJWT({ sub: 'p1' }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);
  }

  @UseGuards(AuthGuard('jwt'))
  @Get('partner')
  show(@Req() { user }: { user: object }): object {
    return user;
  }

  @UseGuards(AuthGuard('local'))
  @Post('sign-in')
  @HttpCode(200)
  signIn(@Req() { user }: { user: object }): object {
    return user;
  }

  @Get('own')
  async own(): Promise<object> {
    const token = await this.token();
    return { parts: token.split('.').length };
  }
}

@Module({
  imports: [PassportModule],
  controllers: [PartnersController],
  providers: [PartnerTokens, Passwords],
})
class PartnersModule {}

export const example: Example = {
  packages: ['passport-jwt', 'jwks-rsa', 'passport-local'],
  tried: 'guards by a token whose keys are fetched, and by name and password',
  module: PartnersModule,
  requests: [
    { path: '/own' },
    { path: '/partner', status: 401 },
    { path: '/partner', headers: { 'x-partner-token': 'a.b.c' }, status: 401 },
    { path: '/sign-in', method: 'POST', body: { username: 'ann', password: 'right' } },
    { path: '/sign-in', method: 'POST', body: { username: 'ann', password: 'wrong' }, status: 401 },
  ],
};
