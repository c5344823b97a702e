import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Version, VERSION_NEUTRAL, VersioningType } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { startControllers } from '../test/start-controllers.ts';
import { violationsOf } from '../test/violations-of.ts';
import { assertAccess } from './assert-access.ts';
import { Public } from './declare.decorators.ts';

let app: NestExpressApplication;
const start = async (...given: Parameters<typeof startControllers>): Promise<void> => {
  app = await startControllers(...given);
};
afterEach(() => app.close());

describe('assertAccess', () => {
  it('says why routes are the same that only a version outside the path, or the host, tells apart', async () => {
    @Public()
    @Controller({ path: 'users', version: '1' })
    class Users {
      @Get()
      list(): void {}

      @Version(['3', '4'])
      @Get('me')
      me(): void {}
    }
    @Public()
    @Controller({ path: 'users', version: '2' })
    class NewUsers {
      @Get()
      list(): void {}

      @Get('me')
      me(): void {}
    }
    @Public()
    @Controller({ path: 'pages', host: 'a.example.com' })
    class Pages {
      @Get()
      show(): void {}
    }
    @Public()
    @Controller({ path: 'pages', host: ':other.example.com' })
    class OtherPages {
      @Get()
      show(): void {}
    }
    const controllers = [Users, NewUsers, Pages, OtherPages];
    await start(controllers, (made) =>
      made.enableVersioning({ type: VersioningType.HEADER, header: 'x-version' }),
    );
    const versions =
      'which is matched before it. Only a version that is not in the path tells them apart, and API Gateway and the OpenAPI document ' +
      'know method and path alone. Put it there: app.enableVersioning({ type: VersioningType.URI }) in configureApp of the root module.';
    expect(violationsOf(() => assertAccess(app))).toEqual([
      `GET /users (NewUsers.list) is the same route as GET /users (Users.list), ${versions}`,
      `GET /users/me (NewUsers.me) is the same route as GET /users/me (Users.me), ${versions}`,
      'GET /pages (OtherPages.show) is the same route as GET /pages (Pages.show), which is matched before it. Only the host tells them ' +
        'apart, and API Gateway and the OpenAPI document know method and path alone. Give each a path of its own.',
    ]);
  });

  it('accepts versions in the path', async () => {
    @Public()
    @Controller({ path: 'users', version: '1' })
    class Users {
      @Get()
      list(): void {}
    }
    @Public()
    @Controller({ path: 'users', version: ['2', VERSION_NEUTRAL] })
    class NewUsers {
      @Get()
      list(): void {}
    }
    await start([Users, NewUsers], (made) => made.enableVersioning({ type: VersioningType.URI }));
    expect(() => assertAccess(app)).not.toThrow();
  });
});
