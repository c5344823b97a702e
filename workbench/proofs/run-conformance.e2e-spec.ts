import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { OrdersModule } from './orders.module.ts';
import { mint } from '@lambda-nest/testing';
import {
  configureGateway,
  expectAtHandler,
  expectThroughGateway,
  readApplication,
} from '@lambda-nest/toolkit/conformance';
import { readProvenRoutes, type ProvenRoute } from '../../libs/toolkit/src/conformance/proven-route.ts';
import { readTokens } from '../../libs/toolkit/src/conformance/read-tokens.ts';
import { reportProofs } from '../../libs/toolkit/src/conformance/report-proofs.ts';
import {
  runConformance,
  type Deployment,
  type Proof,
} from '../../libs/toolkit/src/conformance/run-conformance.ts';
import {
  startBehindGateway,
  type ApiBehindGateway,
} from '../../libs/local/src/proofs/start-behind-gateway.ts';

const ORDERS = { module: OrdersModule, entry: 'workbench/proofs/orders.module.ts' };

const TOKENS = {
  CONFORMANCE_TOKEN_USER: mint({ payload: { groups: ['USERS'] } }),
  CONFORMANCE_TOKEN_CLERK: mint({ payload: { groups: ['USERS'], scope: 'orders:write' } }),
  CONFORMANCE_TOKEN_MACHINE: mint({ payload: { gty: 'client-credentials', scope: 'orders:read' } }),
  CONFORMANCE_REJECTED_TOKEN_OTHER_PROJECT: mint({ payload: { aud: 'another-project' } }),
};

const routes = await readApplication(ORDERS);

async function prove(api: ApiBehindGateway, options: Partial<Deployment> = {}): Promise<readonly Proof[]> {
  return runConformance({
    base: api.url,
    routes,
    tokens: readTokens(TOKENS),
    expectResponse: expectThroughGateway,
    ...options,
  });
}

const failures = (proofs: readonly Proof[]): readonly string[] =>
  proofs
    .filter(({ differences }) => differences.length > 0)
    .map(({ route, credential }) => `${route.method} ${route.path}: ${credential.name}`);

/** The gateway's configuration with one thing else about one route. */
const misconfigure = (key: string, change: Partial<GatewayRoute>): GatewayRoute[] =>
  configureGateway(routes).map((route) =>
    `${route.method} ${route.path}` === key ? { ...route, ...change } : route,
  );

describe('a deployment as declared', () => {
  let api: ApiBehindGateway;
  beforeAll(async () => {
    api = await startBehindGateway(configureGateway(routes), ORDERS);
  });
  afterAll(() => api.close());

  it('is proven, by routes that read', async () => {
    const proofs = await prove(api);
    expect(failures(proofs)).toEqual([]);
    expect(new Set(proofs.map(({ route }) => route.method))).toEqual(new Set(['GET']));
    expect(proofs.length).toBeGreaterThanOrEqual(40);
  });

  it('is proven whole when writing is allowed', async () => {
    const proofs = await prove(api, { isWritingAllowed: true });
    expect(failures(proofs)).toEqual([]);
    expect(new Set(proofs.map(({ route }) => `${route.method} ${route.path}`)).size).toBe(routes.length);
  });

  it('is reported with what was not asked', async () => {
    expect(reportProofs(await prove(api), routes)).toBe(`\
ok       GET /v1/orders  7 401 by the gateway, 1 403 by the gateway, 2 let in
ok       GET /v1/orders/mine/recent  7 401 by the gateway, 3 let in
ok       GET /v1/orders/{id}  7 401 by the gateway, 2 let in, 1 403 by the application
skipped  POST /v1/orders  may write
skipped  DELETE /v1/orders/{id}  may write
ok       GET /v1/orders/catalogue/prices  10 let in

Not proven:
- POST /v1/orders may write. Allow it with --writing
- DELETE /v1/orders/{id} may write. Allow it with --writing

40 of 40 responses are what the declarations say.
`);
  });

  it('says what no token given led to', async () => {
    const [user] = readTokens({ CONFORMANCE_TOKEN_USER: TOKENS.CONFORMANCE_TOKEN_USER });
    const report = reportProofs(await prove(api, { tokens: user ? [user] : [] }), routes);
    expect(report).toContain('- GET /v1/orders: no token given is let in');
    expect(report).toContain('- GET /v1/orders/{id}: no token given lacks the role');
    expect(report).toContain(
      '- tokens that expired, of another issuer, for another audience: none was given',
    );
  });

  it('is not proven where the code declares something else', async () => {
    const narrower: readonly ProvenRoute[] = [
      { method: 'GET', path: '/v1/orders/{id}', declaration: { kind: 'restricted', roles: ['ADMINS'] } },
    ];
    const proofs = await prove(api, { routes: narrower });
    expect(failures(proofs)).toEqual(['GET /v1/orders/{id}: token USER', 'GET /v1/orders/{id}: token CLERK']);
    expect(reportProofs(proofs, narrower)).toContain(
      'GET /v1/orders/{id}, token USER:\nexpected the status 403, got 200\n',
    );
  });
});

describe('a deployment that is not as declared', () => {
  it.each([
    ['a route lacks its authorizer', 'GET /v1/orders/mine/recent', { authorizer: false }],
    ['a scoped route lacks its authorizer', 'GET /v1/orders', { authorizer: false, scopes: [] }],
    ['a route lacks its scopes', 'GET /v1/orders', { scopes: [] }],
    ['a route asks for another scope', 'GET /v1/orders', { scopes: ['orders:list'] }],
    ['a public route has an authorizer', 'GET /v1/orders/catalogue/prices', { authorizer: true }],
    ['a route is missing', 'GET /v1/orders/{id}', { method: 'PUT' }],
  ])('is not proven: %s', async (_what, key, change) => {
    const api = await startBehindGateway(misconfigure(key, change), ORDERS);
    const failed = failures(await prove(api));
    await api.close();
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((line) => line.startsWith(`${key}: `))).toBe(true);
  });

  it('is not asked further when nothing replies to the first call', async () => {
    const api = await startBehindGateway(configureGateway(routes), ORDERS);
    await api.close();
    await expect(prove(api)).rejects.toThrow(
      /^Nothing replies at http:\/\/127\.0\.0\.1:\d+\S*: .*ECONNREFUSED.*\. Check the address, and whether the API is deployed\.$/,
    );
  });
});

describe('a deployment that leaves something out', () => {
  const table = JSON.stringify({
    routes: [
      { method: 'GET', path: '/v1/orders/{id}', access: { kind: 'public' }, enabledBy: 'orders' },
      { method: 'GET', path: '/v1/orders/catalogue/prices', access: { kind: 'public' } },
    ],
  });

  it('is proven when the routes are not there', async () => {
    const api = await startBehindGateway(misconfigure('GET /v1/orders/{id}', { method: 'PUT' }), ORDERS);
    const proven = readProvenRoutes(table, ['orders']);
    const proofs = await prove(api, { routes: proven });
    await api.close();
    expect(failures(proofs)).toEqual([]);
    expect(reportProofs(proofs, proven)).toContain('ok       GET /v1/orders/{id}  10 not there\n');
  });

  it('is not proven when a route is there all the same', async () => {
    const api = await startBehindGateway(configureGateway(routes), ORDERS);
    const proofs = await prove(api, { routes: readProvenRoutes(table, ['orders']) });
    await api.close();
    expect(failures(proofs)).toContain('GET /v1/orders/{id}: token USER');
  });

  it('names a parameter on which some route depends', () => {
    expect(() => readProvenRoutes(table, ['order'])).toThrow('No route depends on order. Known are orders.');
  });
});

describe('an address where the API is not', () => {
  it('is told once', async () => {
    const api = await startBehindGateway(configureGateway(routes), ORDERS);
    const proofs = await prove({ ...api, url: `${api.url}/elsewhere` });
    await api.close();
    expect(proofs.length).toBeGreaterThan(30);
    expect(reportProofs(proofs, routes)).toBe(
      `All ${proofs.length} requests got the same reply: 404 {"message":"Not Found"}\n` +
        'These routes are not there. Check the address: it ends with the name of the stage or with the mapping key.\n',
    );
  });
});

describe('an application without a gateway', () => {
  it('is proven by its own responses', async () => {
    const api = await startBehindGateway(
      configureGateway(routes).map((route) => ({ ...route, authorizer: false, scopes: [] })),
      ORDERS,
    );
    const proofs = await prove(api, { expectResponse: expectAtHandler, isWritingAllowed: true });
    await api.close();
    expect(failures(proofs)).toEqual([]);
  });
});
