import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Catch,
  Controller,
  Get,
  InternalServerErrorException,
  Module,
  NotFoundException,
  type ArgumentsHost,
  type ExceptionFilter,
  type Provider,
  type Type,
} from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter, HttpAdapterHost, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { startApplication, type TestApplication } from '../test/start-application.ts';

@Controller()
class FailingController {
  @Get('gone')
  gone(): never {
    throw new NotFoundException('It is gone.');
  }

  @Get('broken')
  broken(): never {
    throw new Error('CANARY');
  }

  @Get('ours')
  ours(): never {
    throw new InternalServerErrorException('CANARY');
  }
}

/** As monitoring services write theirs. */
@Catch()
class MonitoringFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void {
    super.catch(exception, host);
  }
}

/** How a filter is provided. */
type Filter =
  | Readonly<{ useClass: Type<ExceptionFilter> }>
  | Readonly<{ inject: Type[]; useFactory: (host: HttpAdapterHost) => ExceptionFilter }>;

let application: TestApplication | undefined;
afterEach(async () => {
  await application?.close();
  application = undefined;
});

async function start(
  provider: Filter,
  before?: (app: NestExpressApplication) => void,
): Promise<TestApplication> {
  application = await startApplication(
    { controllers: [FailingController], providers: [{ provide: APP_FILTER, ...provider } as Provider] },
    before,
  );
  return application;
}

describe("a filter that extends Nest's", () => {
  it.each<[string, Filter]>([
    ['injected', { useClass: MonitoringFilter }],
    [
      'constructed',
      {
        inject: [HttpAdapterHost],
        useFactory: ({ httpAdapter }: HttpAdapterHost) => new MonitoringFilter(httpAdapter),
      },
    ],
  ])('hands over when its adapter is %s', async (_way, provider) => {
    const { ask, reported } = await start(provider);
    expect(await ask('/gone')).toMatchObject({
      status: 404,
      body: { code: '404000', detail: 'It is gone.' },
    });
    expect(reported).toEqual([]);
    for (const path of ['/broken', '/ours']) {
      const { status, text, body } = await ask(path);
      expect([status, body]).toEqual([500, expect.objectContaining({ code: '500000' })]);
      expect(text).not.toContain('CANARY');
    }
    expect(reported).toEqual([
      expect.objectContaining({ message: 'CANARY' }),
      expect.objectContaining({ message: 'CANARY' }),
    ]);
  });

  it('replies itself to what it knows better', async () => {
    @Catch()
    class KnowingFilter extends BaseExceptionFilter {
      override handleUnknownError(...[, host]: Parameters<BaseExceptionFilter['handleUnknownError']>): void {
        host
          .switchToHttp()
          .getResponse<{ status: (code: number) => { json: (body: unknown) => void } }>()
          .status(409)
          .json({ known: true });
      }
    }
    const { ask } = await start({ useClass: KnowingFilter });
    expect(await ask('/broken')).toMatchObject({ status: 409, body: { known: true } });
    expect(await ask('/gone')).toMatchObject({ status: 404, body: { code: '404000' } });
  });

  it("replies as Nest's does in another application of the process", async () => {
    await start({ useClass: MonitoringFilter });
    @Module({
      controllers: [FailingController],
      providers: [{ provide: APP_FILTER, useClass: MonitoringFilter }],
    })
    class OtherModule {}
    const other = await NestFactory.create(OtherModule, { logger: false });
    await other.listen(0, '127.0.0.1');
    try {
      expect(await (await fetch(`${await other.getUrl()}/gone`)).json()).toEqual({
        message: 'It is gone.',
        error: 'Not Found',
        statusCode: 404,
      });
    } finally {
      await other.close();
    }
  });
});

describe("a filter that replies through Nest's adapter", () => {
  it('sends what it says', async () => {
    @Catch()
    class EverythingFilter implements ExceptionFilter {
      constructor(readonly host: HttpAdapterHost) {}
      catch(_exception: unknown, host: ArgumentsHost): void {
        const response: unknown = host.switchToHttp().getResponse();
        this.host.httpAdapter.reply(response, { statusCode: 410, path: '/kept' }, 410);
      }
    }
    const { ask } = await start({
      inject: [HttpAdapterHost],
      useFactory: (host: HttpAdapterHost) => new EverythingFilter(host),
    });
    expect(await ask('/broken')).toMatchObject({ status: 410, body: { statusCode: 410, path: '/kept' } });
  });
});
