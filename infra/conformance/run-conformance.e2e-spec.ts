import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GatewayRoute } from '../../apps/local/src/gateway/gateway-route.ts';
import { OrdersModule } from '../../apps/api/test/orders/orders.module.ts';
import { mint } from '../../libs/identity/test/mint-token.ts';
import { configureGateway } from './configure-gateway.ts';
import { expectAtHandler, expectThroughGateway } from './expected-answer.ts';
import type { ProvenRoute } from './proven-route.ts';
import { readApplication } from './read-application.ts';
import { readTokens } from './read-tokens.ts';
import { reportProofs } from './report-proofs.ts';
import { runConformance, type Deployment, type Proof } from './run-conformance.ts';
import { startBehindGateway, type ApiBehindGateway } from './start-behind-gateway.ts';

const ORDERS = { module: OrdersModule, entry: 'apps/api/test/orders/orders.module.ts' };

const TOKENS = {
  CONFORMANCE_TOKEN_USER: mint({ payload: { groups: ['USERS'] } }),
  CONFORMANCE_TOKEN_CLERK: mint({ payload: { groups: ['USERS'], scope: 'orders:write' } }),
  CONFORMANCE_TOKEN_MACHINE: mint({ payload: { gty: 'client-credentials', scope: 'orders:read' } }),
  CONFORMANCE_REFUSED_TOKEN_OTHER_PROJECT: mint({ payload: { aud: 'another-project' } }),
};

const routes = await readApplication(ORDERS);

async function prove(api: ApiBehindGateway, options: Partial<Deployment> = {}): Promise<readonly Proof[]> {
  return runConformance({
    base: api.url,
    routes,
    tokens: readTokens(TOKENS),
    expectAnswer: expectThroughGateway,
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

40 of 40 answers are what the declarations say.
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

  it('is not proven when nobody answers', async () => {
    const api = await startBehindGateway(configureGateway(routes), ORDERS);
    await api.close();
    const [first] = await prove(api);
    expect(first?.differences).toEqual([expect.stringMatching(/^there was no answer: .*ECONNREFUSED/)]);
  });
});

describe('an application without a gateway', () => {
  it('is proven by its own answers', async () => {
    const api = await startBehindGateway(
      configureGateway(routes).map((route) => ({ ...route, authorizer: false, scopes: [] })),
      ORDERS,
    );
    const proofs = await prove(api, { expectAnswer: expectAtHandler, isWritingAllowed: true });
    await api.close();
    expect(failures(proofs)).toEqual([]);
  });
});
