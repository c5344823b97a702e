import { describe, expect, it } from '@jest/globals';
import {
  Catch,
  ConflictException,
  Controller,
  Get,
  HttpException,
  Injectable,
  Module,
  Param,
  ParseUUIDPipe,
  Query,
  Scope,
  ServiceUnavailableException,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
  type ArgumentsHost,
  type CanActivate,
  type DynamicModule,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
  type PipeTransform,
  type Provider,
  type Type,
} from '@nestjs/common';
import {
  APP_FILTER,
  APP_GUARD,
  APP_INTERCEPTOR,
  APP_PIPE,
  BaseExceptionFilter,
  NestFactory,
} from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import { tap } from 'rxjs';
import { createHandler } from '@lambda-nest/gateway';
import { createLog } from '@lambda-nest/log';
import { AuthGuard, Public, RolesGuard, SignedIn } from '@lambda-nest/access';
import { BodyGuard, InputPipe } from '@lambda-nest/input';
import { buildContext, buildHttpApiEvent, readResponse } from '@lambda-nest/testing';
import { startApi } from './start-api.ts';

/** What ran, in order. */
let ran: string[] = [];

const PLACES = ['global', 'scoped', 'controller', 'method', 'parameter'] as const;
type Place = (typeof PLACES)[number];

function guardAt(place: Place): Type<CanActivate> {
  @Injectable(place === 'scoped' ? { scope: Scope.REQUEST } : {})
  class RecordingGuard implements CanActivate {
    canActivate(): boolean {
      ran.push(`guard ${place}`);
      return true;
    }
  }
  return RecordingGuard;
}

function interceptorAt(place: Place): Type<NestInterceptor> {
  @Injectable(place === 'scoped' ? { scope: Scope.REQUEST } : {})
  class RecordingInterceptor implements NestInterceptor {
    intercept(_context: ExecutionContext, next: { handle: () => import('rxjs').Observable<unknown> }) {
      ran.push(`interceptor ${place}`);
      return next.handle().pipe(tap(() => ran.push(`interceptor ${place}, back`)));
    }
  }
  return RecordingInterceptor;
}

function pipeAt(place: Place): Type<PipeTransform> {
  @Injectable(place === 'scoped' ? { scope: Scope.REQUEST } : {})
  class RecordingPipe implements PipeTransform {
    transform(value: unknown): unknown {
      ran.push(`pipe ${place} of a ${typeof value}`);
      return value;
    }
  }
  return RecordingPipe;
}

class Trouble extends Error {}

/** A filter of the team's, for errors of its own or for every one. */
function filterAt(place: Place, ...caught: Type[]): Type<ExceptionFilter> {
  @Catch(...caught)
  @Injectable(place === 'scoped' ? { scope: Scope.REQUEST } : {})
  class ReplyingFilter implements ExceptionFilter {
    catch(_thrown: unknown, host: ArgumentsHost): void {
      ran.push(`filter ${place}`);
      host.switchToHttp().getResponse<Response>().status(418).json({ from: place });
    }
  }
  return ReplyingFilter;
}

const everywhere = (token: string, make: (place: Place) => Type): Provider[] =>
  (['global', 'scoped'] as const).map((place) => ({ provide: token, useClass: make(place) }));

@Public()
@UseGuards(guardAt('controller'))
@UseInterceptors(interceptorAt('controller'))
@UsePipes(pipeAt('controller'))
@Controller('order')
class OrderController {
  @UseGuards(guardAt('method'))
  @UseInterceptors(interceptorAt('method'))
  @UsePipes(pipeAt('method'))
  @Get()
  read(@Query('n', pipeAt('parameter')) n: number): number {
    ran.push('handler');
    return n;
  }
}

@Module({
  controllers: [OrderController],
  providers: [
    ...everywhere(APP_GUARD, guardAt),
    ...everywhere(APP_INTERCEPTOR, interceptorAt),
    ...everywhere(APP_PIPE, pipeAt),
  ],
})
class OrderModule {}

/** The same module in an application of Nest's own defaults. */
async function runInStockNest(module: Type | DynamicModule, path: string) {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: false,
    abortOnError: false,
  });
  await app.init();
  ran = [];
  const handler = createHandler(app.getHttpAdapter().getInstance(), { log: createLog({ level: 'silent' }) });
  const response = readResponse(await handler(buildHttpApiEvent({ path }), buildContext()));
  await app.close();
  return { response, order: ran };
}

async function runHere(module: Type | DynamicModule, path: string, headers = {}) {
  const api = await startApi({ module });
  ran = [];
  const response = await api.request({ path, headers });
  const { app } = api;
  await api.close();
  return { response, order: ran, app };
}

describe('guards, interceptors and pipes of the team', () => {
  it('run in the order of Nest, wherever they are bound', async () => {
    const [stock, here] = [
      await runInStockNest(OrderModule, '/order?n=7'),
      await runHere(OrderModule, '/order?n=7'),
    ];
    expect(stock.order).toHaveLength(4 + 2 * 4 + 5 + 1);
    // Ours comes first: what the pipes of the team get is of its declared type.
    expect(here.order).toEqual(stock.order.map((step) => step.replace('of a string', 'of a number')));
    expect(here.response.text).toBe('7');
  });

  it('stand behind ours, which decide who may call and what is read', async () => {
    const { ApplicationConfig } = await import('@nestjs/core');
    const { app } = await runHere(OrderModule, '/order?n=7');
    const config = app.get(ApplicationConfig);
    expect(
      config
        .getGlobalGuards()
        .slice(0, 3)
        .map(({ constructor }) => constructor),
    ).toEqual([AuthGuard, RolesGuard, BodyGuard]);
    expect(config.getGlobalPipes()[0]).toBeInstanceOf(InputPipe);
  });

  it('are not asked about a caller who may not call', async () => {
    @SignedIn()
    @Controller('order')
    class ClosedController {
      @UseGuards(guardAt('method'))
      @Get()
      read(): void {}
    }
    @Module({ controllers: [ClosedController], providers: everywhere(APP_GUARD, guardAt) })
    class ClosedModule {}
    const { response, order } = await runHere(ClosedModule, '/order');
    expect([response.status, order]).toEqual([401, []]);
  });
});

describe('filters of the team', () => {
  const THROWERS: Readonly<Record<string, () => unknown>> = {
    trouble: () => new Trouble('CANARY'),
    conflict: () => new ConflictException('Already sent.'),
    error: () => new Error('CANARY'),
    unavailable: () => new ServiceUnavailableException('CANARY'),
  };

  function moduleWith(filters: Partial<Record<Place, readonly Type[]>>): DynamicModule {
    const bound = (place: Place): Type<ExceptionFilter>[] =>
      filters[place] ? [filterAt(place, ...filters[place])] : [];

    @Public()
    @UseFilters(...bound('controller'))
    @Controller('throw')
    class ThrowingController {
      @UseFilters(...bound('method'))
      @Get()
      throwIt(@Query('what') what: string): never {
        throw THROWERS[what]?.();
      }
    }

    class FilterModule {}
    const providers = (['global', 'scoped'] as const).flatMap((place) =>
      bound(place).map((useClass) => ({ provide: APP_FILTER, useClass })),
    );
    return { module: FilterModule, controllers: [ThrowingController], providers };
  }

  const caught: readonly (readonly Type[])[] = [[Trouble], [HttpException], []];
  const cases = PLACES.slice(0, 4).flatMap((place) =>
    caught.flatMap((types) => Object.keys(THROWERS).map((what) => ({ place, types, what }))),
  );

  const names = (types: readonly Type[]): string => types.map(({ name }) => name).join() || 'everything';

  it.each(cases.map((each) => ({ ...each, caught: names(each.types) })))(
    'bound to the $place for $caught get what stock Nest gives them: $what',
    async ({ place, types, what }) => {
      const module = moduleWith({ [place]: types });
      const [stock, here] = [
        await runInStockNest(module, `/throw?what=${what}`),
        await runHere(module, `/throw?what=${what}`),
      ];
      expect(here.order).toEqual(stock.order);
      if (stock.order.length > 0) {
        expect([here.response.status, here.response.text]).toEqual([
          stock.response.status,
          stock.response.text,
        ]);
      } else {
        // Ours is asked last, and is there for everything.
        expect(here.response.headers['content-type']).toBe('application/problem+json');
        expect(here.response.text).not.toContain('CANARY');
      }
    },
  );

  it('are asked in the order of Nest: method, controller, then global ones from the last', async () => {
    const module = moduleWith({ method: [Trouble], controller: [ConflictException], global: [] });
    for (const [what, place] of [
      ['trouble', 'method'],
      ['conflict', 'controller'],
      ['error', 'global'],
    ] as const) {
      expect((await runHere(module, `/throw?what=${what}`)).order).toEqual([`filter ${place}`]);
    }
  });

  it.each(['/none', '/closed'])('get what no route took, and what our guards reject: %s', async (path) => {
    @SignedIn()
    @Controller('closed')
    class ClosedController {
      @Get()
      read(): void {}
    }
    @Module({
      controllers: [ClosedController],
      providers: [{ provide: APP_FILTER, useClass: filterAt('global') }],
    })
    class ClosedModule {}
    const { response } = await runHere(ClosedModule, path);
    expect([response.status, response.json()]).toEqual([418, { from: 'global' }]);
  });

  it.each([
    ['/none', 404, 'There is nothing at this path for this method.'],
    ['/based/closed', 401, 'Sign in first: this route needs a bearer token.'],
    ['/based/conflict', 409, 'Already sent.'],
    ['/based/unavailable', 503, 'The service cannot answer right now. Try again later.'],
    ['/based/error', 500, 'Something went wrong on our side.'],
    ['/based/uuid/CANARY', 400, 'The input is not valid.'],
  ])('that extend the base filter of Nest send problems: %s', async (path, status, detail) => {
    @Catch()
    class MonitoringFilter extends BaseExceptionFilter {
      override catch(exception: unknown, host: ArgumentsHost): void {
        ran.push('filter');
        super.catch(exception, host);
      }
    }
    @Public()
    @Controller('based')
    class BasedController {
      @SignedIn()
      @Get('closed')
      closed(): void {}

      @Get('uuid/:id')
      uuid(@Param('id', ParseUUIDPipe) _id: string): void {}

      @Get(':what')
      throwIt(@Param('what') what: string): never {
        throw THROWERS[what]?.();
      }
    }
    @Module({
      controllers: [BasedController],
      providers: [{ provide: APP_FILTER, useClass: MonitoringFilter }],
    })
    class BasedModule {}
    const { response, order } = await runHere(BasedModule, path);
    expect(order).toEqual(['filter']);
    expect(response.json()).toMatchObject({ status, detail });
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
    expect(response.text).not.toContain('CANARY');
  });
});
