import 'reflect-metadata';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, type NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { of } from 'rxjs';
import { Public } from '@lambda-nest/access';
import { AppModule } from '../src/app.module.ts';
import { startApi, type TestApi } from './start-api.ts';

/** What the product's document does not know of its health check. */
const OTHER = { other: true };

@Controller('v1/manage')
class OtherController {
  @Public()
  @Get('hc')
  read(): object {
    return OTHER;
  }
}

@Module({ controllers: [OtherController] })
class OtherModule {}

const replyToOthers: NestInterceptor = { intercept: () => of(OTHER) };

@Module({ imports: [AppModule], providers: [{ provide: APP_INTERCEPTOR, useValue: replyToOthers }] })
class WrongProduct {}

describe('an application under test', () => {
  let api: TestApi;
  afterEach(() => api.close());

  it("is held to the product's document when it is the product", async () => {
    api = await startApi({ module: WrongProduct });
    await expect(api.request({ path: '/v1/manage/hc' })).rejects.toThrow(
      'GET /v1/manage/hc answered 200 unlike its document: ',
    );
  });

  it('may have a path of the product and answer otherwise when it is another', async () => {
    api = await startApi({ module: OtherModule });
    expect((await api.request({ path: '/v1/manage/hc' })).json()).toEqual(OTHER);
  });
});
