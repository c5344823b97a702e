import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Param, ParseIntPipe, type DynamicModule } from '@nestjs/common';
import { context, trace } from '@opentelemetry/api';
import { Public, Roles } from '@lambda-nest/access';
import { startApi, type TestApi } from '@lambda-nest/testing/api';
import { TelemetryModule, type TelemetryOptions } from '../src/index.ts';
import { startCollector, type Collector } from './start-collector.ts';

const started: string[] = [];

@Controller('v1/orders')
class OrdersController {
  @Public()
  @Get(':id')
  find(@Param('id', ParseIntPipe) id: number): object {
    return trace.getTracer('shop').startActiveSpan('read order', (span) => {
      started.push(span.spanContext().traceId);
      span.end();
      return { id };
    });
  }

  @Roles('ADMINS')
  @Get()
  list(): object[] {
    return [];
  }

  @Public()
  @Get(':id/broken')
  fail(@Param('id', ParseIntPipe) id: number): never {
    throw new Error(`The order ${id} is broken.`);
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {
  static with(options: TelemetryOptions): DynamicModule {
    return { module: OrdersModule, imports: [TelemetryModule.forRoot(options)] };
  }
}

let collector: Collector;
let api: TestApi | undefined;

beforeEach(async () => {
  collector = await startCollector();
  started.length = 0;
});
afterEach(async () => {
  await api?.app.close();
  await api?.close();
  api = undefined;
  await collector.close();
  // One provider for a process, as in Lambda; here the next spec is another function.
  trace.disable();
  context.disable();
});

/** However busy the machine is, the collector has the time it takes. */
const PATIENT: Partial<TelemetryOptions> = { timeoutMs: 30_000 };

const start = async (options: Partial<TelemetryOptions> = {}): Promise<TestApi> =>
  (api = await startApi({
    module: OrdersModule.with({ endpoint: collector.endpoint, ...PATIENT, ...options }),
  }));

const statuses = (): unknown[] =>
  collector.spans.map(({ attributes }) => attributes['http.response.status_code']);
const requestSpans = () => collector.spans.filter(({ kind }) => kind === 2);

describe('TelemetryModule', () => {
  it('exports the first request with the second, before the response of the second is returned', async () => {
    const { request } = await start();
    await request({ path: '/v1/orders/1' });
    expect(collector.spans).toEqual([]);
    await request({ path: '/v1/orders/2' });
    expect(requestSpans()).toHaveLength(2);
    await request({ path: '/v1/orders/3' });
    expect(requestSpans()).toHaveLength(3);
  });

  it('exports the first before its response is returned when it is told to', async () => {
    const { request } = await start({ holdsFirst: true });
    await request({ path: '/v1/orders/1' });
    expect(requestSpans()).toHaveLength(1);
  });

  it('says of each request what the conventions say, and nothing that a caller wrote', async () => {
    const { request } = await start({ holdsFirst: true });
    await request({ path: '/v1/orders/4711?token=secret' });
    await request({ path: '/v1/orders' });
    await request({ path: '/v1/orders/4711/broken' });
    await request({ path: '/v1/nowhere/4711' });
    expect(requestSpans().map(({ name, attributes }) => [name, attributes])).toEqual([
      [
        'GET /v1/orders/:id',
        expect.objectContaining({ 'http.response.status_code': 200, 'faas.coldstart': true }),
      ],
      [
        'GET /v1/orders',
        expect.objectContaining({ 'http.response.status_code': 401, 'faas.coldstart': false }),
      ],
      [
        'GET /v1/orders/:id/broken',
        expect.objectContaining({ 'http.response.status_code': 500, 'error.type': '500' }),
      ],
      ['GET', expect.objectContaining({ 'http.response.status_code': 404 })],
    ]);
    expect(JSON.stringify(collector.spans)).not.toMatch(/4711|secret/);
    const [{ resource, startTimeUnixNano, endTimeUnixNano }] = requestSpans() as [
      ReturnType<typeof requestSpans>[0],
    ];
    expect(resource).toMatchObject({ 'cloud.platform': 'aws_lambda', 'service.name': expect.any(String) });
    expect(BigInt(endTimeUnixNano)).toBeGreaterThan(BigInt(startTimeUnixNano));
  });

  it("has spans of the team's own below that of the request, and of no other that overlaps", async () => {
    const { request } = await start({ holdsFirst: true });
    await request({ path: '/v1/orders/1' });
    await Promise.all([2, 3, 4].map(async (id) => request({ path: `/v1/orders/${id}` })));
    const own = collector.spans.filter(({ name }) => name === 'read order');
    expect(own).toHaveLength(3);
    const requests = new Map(requestSpans().map(({ spanId, traceId }) => [spanId, traceId]));
    expect(own.map(({ parentSpanId = '' }) => requests.get(parentSpanId))).toEqual(
      own.map(({ traceId }) => traceId),
    );
    expect(new Set(started).size).toBe(4);
  });

  const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
  const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;

  it("links a caller's trace, which any caller can name", async () => {
    const { request } = await start({ holdsFirst: true });
    await request({ path: '/v1/orders/1', headers: { traceparent } });
    expect(requestSpans()).toMatchObject([{ links: [CALLER] }]);
    expect(requestSpans()[0]?.traceId).not.toBe(CALLER.traceId);
  });

  it("continues a caller's trace when it is told to, its decision to sample included", async () => {
    const { request } = await start({ holdsFirst: true, continuesTraces: true });
    await request({ path: '/v1/orders/1', headers: { traceparent } });
    await request({ path: '/v1/orders/2', headers: { traceparent: traceparent.replace(/01$/, '00') } });
    await request({ path: '/v1/orders/3', headers: { traceparent: 'nonsense' } });
    const [first, second, ...more] = requestSpans();
    expect(first).toMatchObject({ traceId: CALLER.traceId, parentSpanId: CALLER.spanId, links: [] });
    expect(second?.traceId).not.toBe(CALLER.traceId);
    expect(more).toEqual([]);
  });

  it('samples as many as it is told to', async () => {
    const { request } = await start({ holdsFirst: true, ratio: 0 });
    await request({ path: '/v1/orders/1' });
    expect(collector.spans).toEqual([]);
  });

  it('sends headers, to the path of traces', async () => {
    const { request } = await start({ holdsFirst: true, headers: { 'x-api-key': 'key-1' } });
    await request({ path: '/v1/orders/1' });
    expect(collector.requests).toMatchObject([{ path: '/v1/traces', headers: { 'x-api-key': 'key-1' } }]);
  });

  it('responds all the same, within its time, when the collector does not, and says so once', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    try {
      const { request, lines } = await start({
        holdsFirst: true,
        endpoint: `http://127.0.0.1:${port}`,
        timeoutMs: 50,
      });
      for (const id of [1, 2, 3]) {
        expect((await request({ path: `/v1/orders/${id}` })).status).toBe(200);
      }
      expect(lines.filter(({ message }) => message === 'traces are not exported')).toHaveLength(1);
    } finally {
      silent.close();
    }
  });

  it('records nothing where no collector is named', async () => {
    const { request } = await start({ endpoint: undefined });
    await request({ path: '/v1/orders/1' });
    await request({ path: '/v1/orders/2' });
    expect(statuses()).toEqual([]);
    expect(started).toEqual(['0'.repeat(32), '0'.repeat(32)]);
  });
});
