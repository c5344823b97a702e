import { createReadStream } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConflictException,
  Controller,
  ForbiddenException,
  Get,
  Injectable,
  Module,
  NotFoundException,
  Query,
  ServiceUnavailableException,
  StreamableFile,
  UnprocessableEntityException,
  UseGuards,
  UseInterceptors,
  type CanActivate,
  type MiddlewareConsumer,
  type NestInterceptor,
  type NestMiddleware,
  type PipeTransform,
} from '@nestjs/common';
import { of, throwError } from 'rxjs';
import { Public } from '@lambda-nest/access';
import { startApi, type TestApi } from './start-api.ts';

@Injectable()
class OrderService {
  find(id: string): never {
    throw new NotFoundException(`There is no order ${id}.`);
  }
}

class FullGuard implements CanActivate {
  canActivate(): boolean {
    throw new ForbiddenException('Your plan has no exports.');
  }
}

@Injectable()
class DenyGuard implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

class LateDenyGuard implements CanActivate {
  canActivate = () => Promise.resolve(false);
}

class ObservedDenyGuard implements CanActivate {
  canActivate = () => of(false);
}

/** Asks another guard, and lets the request pass when that one does not. */
class NotGuard implements CanActivate {
  readonly #inner = new DenyGuard();
  canActivate(): boolean {
    return !this.#inner.canActivate();
  }
}

class ClosedInterceptor implements NestInterceptor {
  intercept() {
    return throwError(() => new ConflictException('The shop is closed on Sundays.'));
  }
}

class SkuPipe implements PipeTransform {
  transform(value: unknown): unknown {
    throw new UnprocessableEntityException(
      `${String(value).length} letters are too many for an article number.`,
    );
  }
}

class BrokenPipe implements PipeTransform {
  transform(): never {
    throw new TypeError('CANARY is not a function');
  }
}

class GateMiddleware implements NestMiddleware {
  use(): never {
    throw new ConflictException('This part of the API is under maintenance.');
  }
}

@Public()
@Controller('team')
class TeamController {
  readonly #orders: OrderService;

  constructor(orders: OrderService) {
    this.#orders = orders;
  }

  @Get('handler')
  handler(): never {
    throw new ConflictException('The order was already sent.', { errorCode: 'ORDER_SENT' });
  }

  @Get('service')
  service(): never {
    return this.#orders.find('7');
  }

  @UseGuards(new FullGuard())
  @Get('guard')
  guard(): void {}

  @UseGuards(DenyGuard)
  @Get('deny')
  deny(): void {}

  @UseGuards(new LateDenyGuard())
  @Get('deny-late')
  denyLate(): void {}

  @UseGuards(new ObservedDenyGuard())
  @Get('deny-observed')
  denyObserved(): void {}

  @UseGuards(NotGuard)
  @Get('not-denied')
  notDenied(): never {
    throw new ForbiddenException('Forbidden all the same.');
  }

  @UseInterceptors(ClosedInterceptor)
  @Get('interceptor')
  interceptor(): void {}

  @Get('pipe')
  pipe(@Query('sku', SkuPipe) sku: string): string {
    return sku;
  }

  @Get('broken-pipe')
  brokenPipe(@Query('sku', BrokenPipe) sku: string): string {
    return sku;
  }

  @Get('middleware')
  middleware(): void {}

  @Get('upstream')
  upstream(): never {
    // As HTTP clients throw it: the status is that of another service's response.
    throw Object.assign(new Error('Request failed with status code 404 CANARY'), { status: 404 });
  }

  @Get('file')
  file(): StreamableFile {
    return new StreamableFile(createReadStream('/CANARY/none.pdf'));
  }

  @Get('handled-file')
  handledFile(): StreamableFile {
    const file = new StreamableFile(createReadStream('/CANARY/none.pdf'));
    return file.setErrorHandler((_error, response) => {
      response.statusCode = 404;
      response.send('There is no such file.');
    });
  }

  @Get('whole-file')
  wholeFile(): StreamableFile {
    return new StreamableFile(Buffer.from('%PDF'), { type: 'application/pdf' });
  }

  @Get('unavailable')
  unavailable(): never {
    throw new ServiceUnavailableException('CANARY');
  }
}

@Module({ controllers: [TeamController], providers: [OrderService] })
class TeamModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(GateMiddleware).forRoutes({ path: 'team/middleware', method: 0 });
  }
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ module: TeamModule });
});
afterAll(() => api.close());
beforeEach(() => {
  api.lines.length = api.output.length = 0;
});

describe('an exception below 500 that the application throws', () => {
  it.each([
    ['handler', 409, 'The order was already sent.', 'ORDER_SENT'],
    ['service', 404, 'There is no order 7.', '404000'],
    ['guard', 403, 'Your plan has no exports.', '403000'],
    ['not-denied', 403, 'Forbidden all the same.', '403000'],
    ['interceptor', 409, 'The shop is closed on Sundays.', '409000'],
    ['pipe?sku=abcdefg', 422, '7 letters are too many for an article number.', '422000'],
    ['middleware', 409, 'This part of the API is under maintenance.', '409000'],
  ])('is sent as its author wrote it: %s', async (path, status, detail, code) => {
    const { headers, json } = await api.request({ path: `/team/${path}` });
    expect(json()).toMatchObject({ status, detail, code });
    expect(headers['content-type']).toBe('application/problem+json');
  });
});

describe('what the framework says', () => {
  it.each([
    [
      'a path that no route has',
      { path: '/team/none?token=CANARY' },
      404,
      'There is nothing at this path for this method.',
    ],
    ['a guard that returns false', { path: '/team/deny' }, 403, 'You may not do this.'],
    ['a guard that returns false later', { path: '/team/deny-late' }, 403, 'You may not do this.'],
    ['a guard that emits false', { path: '/team/deny-observed' }, 403, 'You may not do this.'],
  ])('is replaced: %s', async (_what, sketch, status, detail) => {
    const reply = await api.request(sketch);
    expect(reply.json()).toMatchObject({ status, detail, code: `${status}000` });
    expect(reply.text).not.toContain('CANARY');
  });
});

describe('a mistake of ours', () => {
  it.each([
    ['upstream', 500, 'Something went wrong on our side.'],
    ['broken-pipe?sku=x', 500, 'Something went wrong on our side.'],
    ['file', 500, 'Something went wrong on our side.'],
    ['unavailable', 503, 'The service cannot answer right now. Try again later.'],
  ])('is 500 or above, and its text is for the log alone: %s', async (path, status, detail) => {
    const reply = await api.request({ path: `/team/${path}` });
    expect(reply.json()).toMatchObject({ status, detail });
    expect(reply.text).not.toContain('CANARY');
    expect(api.lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'request failed' }));
  });
});

describe('a file that a handler streams', () => {
  it('is sent whole', async () => {
    const { status, headers, text } = await api.request({ path: '/team/whole-file' });
    expect([status, headers['content-type'], text]).toEqual([200, 'application/pdf', '%PDF']);
  });

  it('may have an error handler of the application', async () => {
    const { status, text } = await api.request({ path: '/team/handled-file' });
    expect([status, text]).toEqual([404, 'There is no such file.']);
  });
});
