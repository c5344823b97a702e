import { Controller, Get, Module } from '@nestjs/common';
import { SignedIn } from '@lambda-nest/access';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrdersModule } from './orders.module.ts';
import { mint } from '@lambda-nest/testing';
import { startApi } from '@lambda-nest/testing/api';
import { configureGateway, readApplication, sendRequest } from '@lambda-nest/toolkit/conformance';
import { governGateway } from '../../libs/local/src/start/govern-gateway.ts';
import {
  STAGE,
  startBehindGateway,
  type ApiBehindGateway,
} from '../../libs/local/src/proofs/start-behind-gateway.ts';

const ORDERS = { module: OrdersModule, entry: 'workbench/proofs/orders.module.ts' };
const DECLARED = configureGateway(await readApplication(ORDERS));

const ROUTE_SCOPES = [
  'GET /v1/orders=shop:list|shop:admin',
  'GET /v1/orders/mine/recent=shop:mine',
  'GET /v1/orders/{id}=shop:read',
].join(',');

describe('scopes that operators set', () => {
  let api: ApiBehindGateway;
  beforeAll(async () => {
    const environment = { ROUTE_SCOPES };
    api = await startBehindGateway(governGateway(DECLARED, environment), { ...ORDERS, environment });
  });
  afterAll(() => api.close());

  /** Status through the gateway, and at the application alone. */
  const call = async (method: string, path: string, claims: Record<string, unknown>) => {
    const headers = { authorization: `Bearer ${mint({ payload: { groups: undefined, ...claims } })}` };
    const behind = await sendRequest({ base: api.url, method, path, headers });
    const alone = await api.request({ method, path, stage: STAGE, headers });
    return [behind.status, alone.status];
  };

  it.each<[string, string, Record<string, unknown>]>([
    ['one of them in place of the declared one', '/v1/orders', { scope: 'shop:list' }],
    ['another of them', '/v1/orders', { scope: 'openid shop:admin' }],
    ['one where any token was enough', '/v1/orders/mine/recent', { scope: 'shop:mine' }],
    ['one beside the declared role', '/v1/orders/7', { scope: 'shop:read', groups: ['USERS'] }],
  ])('open a route at gateway and application: %s', async (_what, path, claims) => {
    expect(await call('GET', path, claims)).toEqual([200, 200]);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['the declared scope, which they replace', '/v1/orders', { scope: 'orders:read' }],
    ['a token without one, where any token was enough', '/v1/orders/mine/recent', {}],
    ['the declared role without one', '/v1/orders/7', { groups: ['USERS'] }],
    ['HEAD, which GET handlers respond to', '/v1/orders', { scope: 'orders:read' }],
  ])('close a route at gateway and application to %s', async (what, path, claims) => {
    const [gateway, application] = await call(what.startsWith('HEAD') ? 'HEAD' : 'GET', path, claims);
    expect([gateway, application]).toEqual([what.startsWith('HEAD') ? 404 : 403, 403]);
  });

  it('open no route to those who lack its role', async () => {
    expect(await call('GET', '/v1/orders/7', { scope: 'shop:read' })).toEqual([403, 403]);
  });

  it('leave routes that they do not name as they are declared', async () => {
    expect(await call('POST', '/v1/orders', { scope: 'orders:write' })).toEqual([201, 201]);
    expect(await call('POST', '/v1/orders', { scope: 'shop:admin' })).toEqual([403, 403]);
    expect(await call('GET', '/v1/orders/catalogue/prices', {})).toEqual([200, 200]);
  });
});

@SignedIn()
@Controller('v1')
class TwoPathsController {
  @Get(['here', 'there'])
  show() {
    return {};
  }
}

@Module({ controllers: [TwoPathsController] })
class TwoPathsModule {}

describe('an application', () => {
  it('does not start with scopes for one of the paths of a method, which guards cannot tell apart', async () => {
    const start = (text: string) => startApi({ module: TwoPathsModule, environment: { ROUTE_SCOPES: text } });
    await expect(start('GET /v1/here=a')).rejects.toThrow(
      'GET /v1/here is served by TwoPathsController.show as GET /v1/there is. Give both the same scopes.',
    );
    const api = await start('GET /v1/here=a,GET /v1/there=a');
    const { status } = await api.request({ path: '/v1/there', headers: api.bearer() });
    await api.close();
    expect(status).toBe(403);
  });

  it.each([
    ['GET /v1/nowhere=a', 'GET /v1/nowhere is no route of this deployment.'],
    ['GET /v1/orders/:id=a', 'GET /v1/orders/:id is no route of this deployment.'],
    [
      'GET /v1/orders/catalogue/prices=a',
      'GET /v1/orders/catalogue/prices is public, and a scope would not close it.',
    ],
    ['GET /v1/orders=', 'must name a scope for GET /v1/orders, '],
  ])('does not start with %s', async (text, sentence) => {
    const start = startApi({ module: OrdersModule, environment: { ROUTE_SCOPES: text } });
    await expect(start).rejects.toThrow(
      new RegExp(`  - ROUTE_SCOPES (does not fit\\. )?${sentence.replaceAll(/[.{}]/g, '\\$&')}`),
    );
  });

  it('takes an empty text for none, and holds to the declarations', async () => {
    const api = await startApi({ module: OrdersModule, environment: { ROUTE_SCOPES: ' ' } });
    const statuses = await Promise.all(
      ['orders:read', 'shop:list', ''].map(async (scope) => {
        const headers = api.bearer({ scope });
        return (await api.request({ path: '/v1/orders', headers })).status;
      }),
    );
    await api.close();
    expect(statuses).toEqual([200, 403, 403]);
  });
});
