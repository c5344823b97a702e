import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  Controller,
  Get,
  Injectable,
  RequestMethod,
  type ArgumentsHost,
  type NestMiddleware,
  type Type,
} from '@nestjs/common';
import express, { type NextFunction, type Request, type Response } from 'express';
import { SignedIn } from '@lambda-nest/access';
import { startApi, type TestApi } from './start-api.ts';
import { moduleWith, OrdersController, type Bind, type Configure } from './team-module.ts';

let ran: string[] = [];
let api: TestApi | undefined;
afterEach(async () => {
  ran = [];
  await api?.close();
  api = undefined;
});

async function start(module: Type): Promise<TestApi> {
  api = await startApi({ module });
  return api;
}

@Injectable()
class RecordingMiddleware implements NestMiddleware {
  use(_request: Request, response: Response, next: NextFunction): void {
    ran.push('middleware');
    response.setHeader('x-recorded', 'yes');
    next();
  }
}

const passOn = (_request: Request, response: Response, next: NextFunction): void => {
  ran.push('function');
  response.setHeader('x-passed', 'yes');
  next();
};

describe('a middleware that a module binds', () => {
  it.each<[string, Bind]>([
    [
      'a path and a method',
      (consumer) =>
        consumer.apply(RecordingMiddleware).forRoutes({ path: 'orders', method: RequestMethod.GET }),
    ],
    ['a controller', (consumer) => consumer.apply(RecordingMiddleware).forRoutes(OrdersController)],
    ['a wildcard', (consumer) => consumer.apply(RecordingMiddleware).forRoutes('{*path}')],
    ['every method of a path', (consumer) => consumer.apply(RecordingMiddleware).forRoutes('orders')],
  ])('runs before the routes it is bound to: %s', async (_what, bind) => {
    const { request } = await start(moduleWith({ bind }));
    const { status, headers, json } = await request({ path: '/orders' });
    expect([status, headers['x-recorded'], json()]).toEqual([200, 'yes', ['a', 'b']]);
    expect(ran).toEqual(['middleware']);
  });

  it('is bound to that method alone, and is no route of its own', async () => {
    const bind: Bind = (consumer) =>
      consumer.apply(RecordingMiddleware).forRoutes({ path: 'orders', method: RequestMethod.POST });
    const { request } = await start(moduleWith({ bind }));
    await request({ path: '/orders' });
    expect(ran).toEqual([]);
    expect((await request({ method: 'POST', path: '/orders' })).headers['x-recorded']).toBe('yes');
  });

  it('works under a global prefix', async () => {
    const bind: Bind = (consumer) =>
      consumer.apply(RecordingMiddleware).forRoutes({ path: 'orders', method: RequestMethod.GET });
    const configureApp: Configure = (app) => void app.setGlobalPrefix('api');
    const { request } = await start(moduleWith({ bind, configureApp }));
    expect((await request({ path: '/api/orders' })).headers['x-recorded']).toBe('yes');
    expect((await request({ path: '/orders' })).status).toBe(404);
  });
});

describe('a middleware that configureApp puts on the application', () => {
  it('runs before every route', async () => {
    const { request } = await start(moduleWith({ configureApp: (app) => void app.use(passOn) }));
    expect((await request({ path: '/orders' })).headers['x-passed']).toBe('yes');
  });

  it('may wait before it passes on', async () => {
    const configureApp: Configure = async (app) => {
      await Promise.resolve();
      app.use((_request: Request, _response: Response, next: NextFunction) => setImmediate(next));
    };
    expect((await (await start(moduleWith({ configureApp }))).request({ path: '/orders' })).status).toBe(200);
  });

  it('may exchange write and end of a response, as compression does', async () => {
    const configureApp: Configure = (app) =>
      void app.use((_request: Request, response: Response, next: NextFunction) => {
        const [write, end] = [response.write.bind(response), response.end.bind(response)];
        response.write = ((chunk: unknown) => write(`>${String(chunk)}`)) as Response['write'];
        response.end = ((chunk: unknown) => {
          response.removeHeader('content-length');
          return end(`>${String(chunk)}`);
        }) as Response['end'];
        next();
      });
    const { request } = await start(moduleWith({ configureApp }));
    expect((await request({ path: '/orders' })).text).toBe('>["a","b"]');
  });
});

describe('a middleware that responds', () => {
  const CANARY = 'CANARY';
  const RESPONSES: Readonly<Record<string, (response: Response) => unknown>> = {
    json: (response) => response.json({ secret: CANARY }),
    end: (response) => response.end(CANARY),
    'write, then end': (response) => {
      response.write(CANARY);
      response.write(CANARY);
      return response.end(CANARY);
    },
    writeHead: (response) => response.writeHead(200, { 'x-secret': CANARY }).end(CANARY),
    flushHeaders: (response) => {
      response.setHeader('x-secret', CANARY);
      response.flushHeaders();
      return response.end(CANARY);
    },
    'a stream': (response) => Readable.from([CANARY, CANARY]).pipe(response),
    'a redirect': (response) => response.redirect(`https://evil.example/${CANARY}`),
    '204': (response) => response.status(204).end(),
  };

  it.each(Object.keys(RESPONSES))('never reaches the caller, and is logged: %s', async (kind) => {
    const configureApp: Configure = (app) =>
      void app.use((_request: Request, response: Response) => RESPONSES[kind]?.(response));
    const { request, lines } = await start(moduleWith({ configureApp }));
    for (const path of ['/orders', '/orders/secret', '/none']) {
      lines.length = 0;
      const reply = await request({ path });
      expect(reply.json()).toMatchObject({ status: 500, code: '500000' });
      expect(reply.text + JSON.stringify(reply.headers)).not.toContain(CANARY);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      expect(JSON.stringify(lines)).toMatch(
        /A middleware responded with \d+, and no route declares who may read that/,
      );
    }
  });

  it('is told from the routes behind it, whether Nest or the application bound it', async () => {
    class RespondingMiddleware implements NestMiddleware {
      use(_request: Request, response: Response): void {
        response.json({ secret: CANARY });
      }
    }
    const bind: Bind = (consumer) =>
      consumer.apply(RespondingMiddleware).forRoutes({ path: 'orders/secret', method: RequestMethod.GET });
    const { request } = await start(moduleWith({ bind }));
    expect((await request({ path: '/orders/secret' })).status).toBe(500);
    expect((await request({ path: '/orders' })).status).toBe(200);
  });

  it('cannot be first with a response of its own by passing the request on', async () => {
    const configureApp: Configure = (app) =>
      void app.use((_request: Request, response: Response, next: NextFunction) => {
        next();
        response.json({ secret: CANARY });
      });
    const { request } = await start(moduleWith({ configureApp }));
    for (const path of ['/orders', '/orders/secret']) {
      expect((await request({ path })).text).not.toContain(CANARY);
    }
  });

  it.each([401, 404, 429, 503])(
    'may reject with %i: status and headers are kept, the body is a problem',
    async (status) => {
      const configureApp: Configure = (app) =>
        void app.use((_request: Request, response: Response) => {
          response.setHeader('retry-after', '7').status(status).send(CANARY);
        });
      const { headers, json, text } = await (
        await start(moduleWith({ configureApp }))
      ).request({ path: '/orders' });
      expect(json()).toMatchObject({ status, code: `${status}000` });
      expect([headers['retry-after'], headers['content-type']]).toEqual(['7', 'application/problem+json']);
      expect(text).not.toContain(CANARY);
    },
  );

  it('does not get around that with an application of its own', async () => {
    const inner = express();
    inner.use((_request, response) => void response.json({ secret: CANARY }));
    const configureApp: Configure = (app) =>
      void app.use((request: Request, response: Response, next: NextFunction) =>
        inner(request, response, next),
      );
    const { request } = await start(moduleWith({ configureApp }));
    expect((await request({ path: '/orders' })).text).not.toContain(CANARY);
  });

  it('is stopped as an HTTP server, too', async () => {
    const configureApp: Configure = (app) =>
      void app.use((request: Request, response: Response, next: NextFunction) =>
        request.path === '/orders' ? next() : response.json({ secret: CANARY }),
      );
    const { app } = await start(moduleWith({ configureApp }));
    const server = await app.listen(0, '127.0.0.1');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [orders, other] = await Promise.all([fetch(`${base}/orders`), fetch(`${base}/other`)]);
    expect([orders.status, other.status]).toEqual([200, 500]);
    expect(await other.text()).not.toContain(CANARY);
  });
});

describe('a route', () => {
  it('may redirect and reply as it likes', async () => {
    const { request } = await start(moduleWith({}));
    const { status, headers } = await request({ path: '/orders/moved' });
    expect([status, headers['location']]).toEqual([302, '/orders']);
  });

  it('of no caller who may call sends no success, whatever a filter makes of it', async () => {
    @SignedIn()
    @Controller('page')
    class PageController {
      @Get()
      show(): void {}
    }
    const configureApp: Configure = (app) =>
      void app.useGlobalFilters({
        catch: (_error: unknown, host: ArgumentsHost) =>
          void host.switchToHttp().getResponse<Response>().redirect('/sign-in'),
      });
    const { request } = await start(moduleWith({ controllers: [PageController], configureApp }));
    expect((await request({ path: '/page' })).status).toBe(500);
  });
});
