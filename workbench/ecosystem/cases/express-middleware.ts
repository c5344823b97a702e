import { Controller, Get, Module, Req } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import helmet from 'helmet';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class PagesController {
  @Get('cookies')
  cookies(@Req() { cookies }: { cookies: unknown }): object {
    return { cookies };
  }

  @Get('long')
  long(): string {
    return 'text '.repeat(2_000);
  }
}

@Module({ controllers: [PagesController] })
class PagesModule {
  static configureApp(app: NestExpressApplication): void {
    app.use(helmet());
    app.use(compression());
    app.use(cookieParser());
  }
}

export const example: Example = {
  packages: ['helmet', 'compression', 'cookie-parser'],
  tried: '`app.use` in `configureApp`: security headers, a long text compressed, cookies parsed',
  module: PagesModule,
  requests: [
    { path: '/cookies', headers: { cookie: 'a=1; b=two' }, contains: '"b":"two"' },
    { path: '/long', headers: { 'accept-encoding': 'gzip' }, contains: '"content-encoding":"gzip"' },
  ],
};
