import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkAnswer } from '@lambda-nest/testing/document';
import type { Declaration } from '@lambda-nest/access/policy';
import {
  configureGateway,
  headersOf,
  type Credential,
  expectAtHandler,
  expectThroughGateway,
  type ExpectedAnswer,
  findDifferences,
  findReason,
  makeCredentials,
  samplePath,
  type ProvenRoute,
  readApplication,
  type Application,
  sendRequest,
} from '@lambda-nest/toolkit/conformance';
import { STAGE, startBehindGateway, type ApiBehindGateway } from './start-behind-gateway.ts';

/**
 * Declares the tests of an application: each of its routes with every credential, through the gateway and straight at
 * the handler. What is expected follows from the declarations that the application itself gives; the gateway is
 * configured with what the contract makes of them.
 *
 * @param options `isDocumented`: whether its responses are held to the document, which is the product's. Default `false`
 */
export async function proveAccess(
  name: string,
  application: Application,
  { isDocumented = false }: { isDocumented?: boolean } = {},
): Promise<void> {
  const routes = await readApplication(application);
  const cases = routes.flatMap((route) =>
    makeCredentials(route.declaration).map((credential) => ({ route, credential })),
  );

  describe(`${name}, each route with each credential`, () => {
    let api: ApiBehindGateway;
    beforeAll(async () => {
      api = await startBehindGateway(configureGateway(routes), {
        ...application,
        ...(isDocumented && { documented: application.module }),
      });
    });
    afterAll(() => api.close());

    it('has routes to prove', () => {
      expect(routes.length).toBeGreaterThan(0);
    });

    describe('through the gateway', () => {
      it.each(cases.map(titled(expectThroughGateway)))('$title', async ({ route, credential, expected }) => {
        const { method, path } = route;
        const answer = await sendRequest({
          base: api.url,
          method,
          path: samplePath(path),
          headers: headersOf(credential),
        });
        if (isDocumented) checkAnswer(method, samplePath(path), answer, 'gateway');
        expect(findDifferences(expected, answer, route)).toEqual([]);
      });
    });

    describe('straight at the handler, with a request context that claims everything', () => {
      const all = [...cases, ...cases.flatMap(asHead)];
      it.each(all.map(titled(expectAtHandler)))('$title', async ({ route, credential, expected }) => {
        const answer = await api.request({
          method: route.method,
          path: samplePath(route.path),
          stage: STAGE,
          headers: headersOf(credential),
          ...forgeContext(routes),
        });
        expect(findDifferences(expected, answer, route)).toEqual([]);
      });
    });

    describe('below the stage said twice', () => {
      it.each(routes)('$method $path is nothing for any caller', async (route) => {
        const path = `/${STAGE}${samplePath(route.path)}`;
        const headers = headersOf(rightfulCredential(route));
        const behind = await sendRequest({ base: api.url, method: route.method, path, headers });
        const alone = await api.request({ method: route.method, path, stage: STAGE, headers });
        expect([behind.status, alone.status]).toEqual([404, 404]);
      });
    });
  });
}

/** One that the route lets in. */
function rightfulCredential({ method, path, declaration }: ProvenRoute): Credential {
  const found = makeCredentials(declaration).find(
    ({ caller }) => caller && findReason(declaration, caller) === undefined,
  );
  if (!found) throw new Error(`No generated credential satisfies the declaration of ${method} ${path}.`);
  return found;
}

type Case = Readonly<{ route: ProvenRoute; credential: Credential }>;

/** HEAD reaches the handlers of GET: what guards one guards the other. */
function asHead({ route, credential }: Case): readonly Case[] {
  return route.method === 'GET' ? [{ route: { ...route, method: 'HEAD' }, credential }] : [];
}

function titled(expectAnswer: (declaration: Declaration, credential: Credential) => ExpectedAnswer) {
  return ({ route, credential }: Case) => {
    const expected = expectAnswer(route.declaration, credential);
    return { route, credential, expected, title: titleOf(route, credential, expected) };
  };
}

function titleOf({ method, path }: ProvenRoute, { name }: Credential, expected: ExpectedAnswer): string {
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
