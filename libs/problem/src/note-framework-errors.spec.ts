import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Body,
  Catch,
  Controller,
  ForbiddenException,
  Get,
  NotFoundException,
  Param,
  Post,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { APP_FILTER, BaseExceptionFilter } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { startApplication, type TestApplication } from '../test/start-application.ts';
import { noteFrameworkError } from './framework-errors.ts';
import { Problem } from './problem.exception.ts';

@Controller('orders')
class OrdersController {
  @Get(':id')
  find(@Param('id') id: string): never {
    if (id === 'broken') throw new Error('CANARY');
    if (id === 'sent') throw new Problem({ status: 409, detail: 'It was sent.', headers: { 'x-order': id } });
    throw new NotFoundException(`There is no order ${id}.`);
  }

  @Post()
  create(@Body() body: unknown): unknown {
    return body;
  }

  @Post('kept')
  keep(): object {
    return { statusCode: 404, message: 'The resource of a handler, not an error.' };
  }
}

/** As monitoring services write theirs. */
@Catch()
class MonitoringFilter extends BaseExceptionFilter {
  override catch(exception: unknown, host: ArgumentsHost): void {
    super.catch(exception, host);
  }
}

let application: TestApplication | undefined;
afterEach(async () => {
  await application?.close();
  application = undefined;
});

const start = async (
  filter?: ExceptionFilter | typeof MonitoringFilter,
  middleware?: (request: Request, response: Response, next: NextFunction) => void,
): Promise<TestApplication> => {
  const one =
    typeof filter === 'function'
      ? { provide: APP_FILTER, useClass: filter }
      : { provide: APP_FILTER, useValue: filter };
  application = await startApplication(
    { controllers: [OrdersController], providers: filter ? [one] : [] },
    (app) => void (middleware && app.use(middleware)),
  );
  return application;
};

const FILTERS: [string, typeof MonitoringFilter | undefined][] = [
  ['no filter of its own', undefined],
  ["a filter that extends Nest's", MonitoringFilter],
];

describe.each(FILTERS)('an application with %s', (_which, filter) => {
  it.each<[string, string, RequestInit, number, string]>([
    ['an exception of a handler', '/orders/7', {}, 404, 'There is no order 7.'],
    [
      'a path that no route has',
      '/nothing/CANARY?q=CANARY',
      {},
      404,
      'There is nothing at this path for this method.',
    ],
    [
      'a body that does not parse',
      '/orders',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"password":CANARY}' },
      400,
      'The request is malformed.',
    ],
    ['a path that does not decode', '/orders/%zzCANARY', {}, 400, 'The request is malformed.'],
    ['an Error', '/orders/broken', {}, 500, 'Something went wrong on our side.'],
    ['a Problem', '/orders/sent', {}, 409, 'It was sent.'],
  ])('says of %s: %s → %d %s', async (_what, path, init, status, detail) => {
    const { ask } = await start(filter);
    const reply = await ask(path, init);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.body).toMatchObject({ type: 'about:blank', status, detail });
    expect(reply.text).not.toContain('CANARY');
    expect(reply.headers.get('x-order')).toBe(status === 409 ? 'sent' : null);
  });

  it('leaves what a handler returns as it is', async () => {
    const { ask } = await start(filter);
    expect(await ask('/orders/kept', { method: 'POST' })).toMatchObject({
      status: 201,
      body: { statusCode: 404, message: 'The resource of a handler, not an error.' },
    });
  });

  it('says what a middleware throws as an exception, and not what its parser does', async () => {
    const { ask } = await start(filter, ({ path }, _response, next) =>
      next(
        path === '/ours'
          ? new ForbiddenException('Not on Sundays.')
          : Object.assign(new Error('CANARY'), { status: 403, expose: true, statusCode: 403 }),
      ),
    );
    expect(await ask('/ours')).toMatchObject({ status: 403, body: { detail: 'Not on Sundays.' } });
    const { status, text } = await ask('/theirs');
    expect(status).toBe(403);
    expect(text).not.toContain('CANARY');
  });

  it('says nothing of what another service replied, not even its status', async () => {
    const { ask } = await start(filter, (_request, _response, next) =>
      next(Object.assign(new Error('CANARY'), { statusCode: 404, status: 404 })),
    );
    const { status, text } = await ask('/orders/7');
    expect(status).toBe(500);
    expect(text).not.toContain('CANARY');
  });
});

describe('a filter of the application', () => {
  it('is asked first, for what no route took as well, and replies as it likes', async () => {
    @Catch(NotFoundException)
    class TeapotFilter implements ExceptionFilter {
      catch(exception: NotFoundException, host: ArgumentsHost): void {
        host.switchToHttp().getResponse<Response>().status(418).json({ said: exception.message });
      }
    }
    const { ask, reported } = await start(new TeapotFilter());
    expect(await ask('/orders/7')).toMatchObject({ status: 418, body: { said: 'There is no order 7.' } });
    expect(await ask('/nothing')).toMatchObject({ status: 418, body: { said: 'Cannot GET /nothing' } });
    expect((await ask('/orders/broken')).status).toBe(500);
    expect(reported).toEqual([expect.objectContaining({ message: 'CANARY' })]);
  });
});

describe('what is thrown without being an object', () => {
  it.each([undefined, null, 'text', 7])('is not noted: %j', (thrown) => {
    expect(() => noteFrameworkError(thrown)).not.toThrow();
  });
});
