import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Declaration } from '@lambda-nest/access/policy';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { signingKey } from '@lambda-nest/testing';
import { checkResponse } from '@lambda-nest/testing/document';
import { issuerOfShape, type ProviderShape, type TokenIssuer } from '@lambda-nest/testing/providers';
import {
  configureGateway,
  headersOf,
  type ContractRoute,
  type Credential,
  expectAtHandler,
  expectThroughGateway,
  type ExpectedResponse,
  findDifferences,
  findReason,
  makeCredentials,
  samplePath,
  type ProvenRoute,
  readApplication,
  type Application,
  sendRequest,
} from '@lambda-nest/toolkit/conformance';
import { disableAccounts } from './disable-accounts.ts';
import { issuerOfEnvironment } from './issuer-of-environment.ts';
import { STAGE, startBehindGateway, type ApiBehindGateway } from './start-behind-gateway.ts';

export type ProofOptions = Readonly<{
  /** Whether its responses are held to the document, which is the product's. Default `false`. */
  isDocumented?: boolean;
  /** How tokens look, where that is not what follows from the application's variables. */
  provider?: ProviderShape;
}>;

/**
 * Declares the tests of an application: each of its routes with every credential, through the gateway and straight at
 * the handler. What is expected follows from the declarations that the application itself gives; the gateway is
 * configured with what the contract makes of them.
 *
 * Tokens are those of the issuer that the variables name, in the form of that provider; without `JWT_ISSUER` those of a Firebase
 * project. Where API Gateway cannot judge them, it has no authorizer, as the deployment (`gatewayAuthorizer=off`).
 */
export async function proveAccess(
  name: string,
  application: Application,
  { isDocumented = false, provider }: ProofOptions = {},
): Promise<void> {
  const issuer = findIssuer(application, provider);
  const environment = { ...provider?.environment, ...application.environment };
  const accounts = disableAccounts(environment);
  const routes = await readApplication({ ...application, environment });
  const credentialsFor = ({ declaration, isAccountChecked }: ContractRoute) =>
    makeCredentials(declaration, { issuer, ...(accounts.exist && { isAccountChecked }) });
  const cases = routes.flatMap((route) => credentialsFor(route).map((credential) => ({ route, credential })));
  const behindGateway = issuer.isForGateway ? expectThroughGateway : expectAtHandler;

  describe(`${name}, each route with each credential`, () => {
    let api: ApiBehindGateway;
    let asked: Awaited<ReturnType<typeof accounts.start>>;
    beforeAll(async () => {
      asked = await accounts.start(groupsOf(routes, issuer));
      const options = { ...application, environment: { ...environment, ...asked.environment } };
      api = await startBehindGateway(
        configureGateway(routes).map((route) => (issuer.isForGateway ? route : withoutAuthorizer(route))),
        { ...options, ...(isDocumented && { documented: application.module }) },
        {
          key: signingKey('k1', issuer.algorithm),
          ...(issuer.audience !== undefined && { audience: [issuer.audience] }),
        },
      );
    });
    afterAll(async () => {
      await api.close();
      await asked.close();
    });

    it('has routes to prove', () => {
      expect(routes.length).toBeGreaterThan(0);
    });

    describe('through the gateway', () => {
      it.each(cases.map(titled(behindGateway)))('$title', async ({ route, credential, expected }) => {
        const { method, path } = route;
        const response = await sendRequest({
          base: api.url,
          method,
          path: samplePath(path),
          headers: headersOf(credential),
        });
        if (isDocumented) checkResponse(method, samplePath(path), response, 'gateway');
        expect(findDifferences(expected, response, route)).toEqual([]);
      });
    });

    describe('straight at the handler, with a request context that claims everything', () => {
      const all = [...cases, ...cases.flatMap(asHead)];
      it.each(all.map(titled(expectAtHandler)))('$title', async ({ route, credential, expected }) => {
        const response = await api.request({
          method: route.method,
          path: samplePath(route.path),
          stage: STAGE,
          headers: headersOf(credential),
          ...forgeContext(routes),
        });
        expect(findDifferences(expected, response, route)).toEqual([]);
      });
    });

    describe('below the stage said twice', () => {
      it.each(routes)('$method $path is nothing for any caller', async (route) => {
        const path = `/${STAGE}${samplePath(route.path)}`;
        const headers = headersOf(bestCredential(route, credentialsFor(route)));
        const behind = await sendRequest({ base: api.url, method: route.method, path, headers });
        const alone = await api.request({ method: route.method, path, stage: STAGE, headers });
        expect([behind.status, alone.status]).toEqual([404, 404]);
      });
    });
  });
}

function findIssuer({ environment = {} }: Application, provider: ProviderShape | undefined): TokenIssuer {
  return provider ? issuerOfShape(provider) : issuerOfEnvironment(environment);
}

/** Every role that a route declares, as a token of a Cognito user pool has it. */
function groupsOf(routes: readonly ContractRoute[], issuer: TokenIssuer): readonly string[] {
  const roles = [...new Set(routes.flatMap(rolesOf))];
  const { claims } = issuer.describe({ subject: 'uid-user', roles, scopes: [] });
  return (claims['cognito:groups'] ?? []) as readonly string[];
}

function rolesOf({ declaration }: ProvenRoute): readonly string[] {
  return declaration.kind === 'restricted' ? (declaration.roles ?? []) : [];
}

/** As the gateway is deployed where it cannot judge the tokens of the issuer: every route is passed on. */
function withoutAuthorizer(route: GatewayRoute): GatewayRoute {
  return { ...route, authorizer: false, scopes: [] };
}

/** One that the route lets in, or at least a caller's where tokens of this issuer never have what it wants. */
function bestCredential({ method, path, declaration }: ProvenRoute, all: readonly Credential[]): Credential {
  const genuine = all.filter(({ caller }) => caller);
  const found = genuine.find(({ caller }) => findReason(declaration, caller) === undefined) ?? genuine[0];
  if (!found) throw new Error(`No credential was made for ${method} ${path}. Report this as a defect.`);
  return found;
}

type Case = Readonly<{ route: ProvenRoute; credential: Credential }>;

/** HEAD reaches the handlers of GET: what guards one guards the other. */
function asHead({ route, credential }: Case): readonly Case[] {
  return route.method === 'GET' ? [{ route: { ...route, method: 'HEAD' }, credential }] : [];
}

function titled(expectResponse: (declaration: Declaration, credential: Credential) => ExpectedResponse) {
  return ({ route, credential }: Case) => {
    const expected = expectResponse(route.declaration, credential);
    return { route, credential, expected, title: titleOf(route, credential, expected) };
  };
}

function titleOf({ method, path }: ProvenRoute, { name }: Credential, expected: ExpectedResponse): string {
  const outcome = expected === 'reached' ? 'lets in' : `answers ${expected.status} by the ${expected.by} to`;
  return `${method} ${path} ${outcome}: ${name}`;
}

/** What a forger would write into the event: a verified administrator with every role and scope there is. */
function forgeContext(routes: readonly ProvenRoute[]) {
  const restrictions = routes.flatMap(({ declaration }) =>
    declaration.kind === 'restricted' ? [declaration] : [],
  );
  const groups = [...new Set(restrictions.flatMap(({ roles = [] }) => roles))];
  const scopes = [...new Set(restrictions.flatMap(({ scopes: named = [] }) => named))];
  const now = Math.floor(Date.now() / 1000);
  return {
    claims: {
      sub: 'uid-forger',
      email: 'admin@example.com',
      groups,
      scope: scopes.join(' '),
      exp: now + 3600,
      iat: now,
    },
    scopes,
  };
}
