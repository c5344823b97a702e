// The local gateway is part of what the product is proved with; nothing but this test reaches into it from here.
import type { GatewayRoute } from '../../../local/src/gateway/gateway-route.ts';
import { startGateway, type LocalGateway } from '../../../local/src/gateway/start-gateway.ts';
import { startIssuer, type Issuer } from '../../../local/test/start-issuer.ts';
import type { Interpretation, Interpretations } from './interpretation.ts';
import type { Run } from './run.ts';

const ROUTES: readonly GatewayRoute[] = [
  { method: 'GET', path: '/open', authorizer: false, scopes: [] },
  { method: 'GET', path: '/closed', authorizer: true, scopes: [] },
  { method: 'GET', path: '/scoped', authorizer: true, scopes: ['a', 'b'] },
];

type Event = {
  requestContext: { authorizer?: { jwt: { claims: Record<string, unknown>; scopes: unknown } } };
};

type Behind = Readonly<{ gateway: LocalGateway; issuer: Issuer; events: Event[]; run: Run }>;

function behindGateway(act: (behind: Behind) => Promise<void>): Interpretation {
  return async ({ run }) => {
    const events: Event[] = [];
    const issuer = await startIssuer();
    const gateway = await startGateway({
      stage: 'local',
      routes: ROUTES,
      authorizer: { issuer: issuer.issuer, audience: ['demo-test'], discoveryUri: issuer.discoveryUri },
      runner: {
        invoke: async (event) => {
          events.push(JSON.parse(event) as Event);
          return {
            ok: true,
            payload: '{"statusCode":200}',
            times: { functionMs: 0, initMs: 0, cold: false },
          };
        },
      },
      port: 0,
    });
    try {
      await act({ gateway, issuer, events, run });
      run.facts.set('the function was invoked', events.length > 0);
    } finally {
      await gateway.close();
      await issuer.close();
    }
  };
}

async function get({ gateway, run }: Behind, path: string, token?: string): Promise<void> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${gateway.url}/local${path}`, { headers });
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    cookies: [],
    text,
    json: () => JSON.parse(text) as Record<string, unknown>,
  };
  run.exchanges.push({ route: path, outcome: response.status, ms: 0, answer });
}

/** The gateway on a laptop: what it lets through without checking would make every other test a lie. */
export const GATEWAY_INTERPRETATIONS: Interpretations = {
  'AC-279': behindGateway((behind) => get(behind, '/closed')),

  'AC-281': behindGateway(async (behind) => {
    await get(behind, '/open', behind.issuer.mint());
    const [event] = behind.events;
    behind.run.facts.set('no authorizer in the event', event?.requestContext.authorizer === undefined);
  }),

  'AC-283': async (scene) => {
    const { payload } = scene.given['token'] as { payload: Record<string, unknown> };
    await behindGateway(async (behind) => {
      await get(behind, '/closed', behind.issuer.mint(payload));
      behind.run.exchanges.length = 0;
      behind.run.note('event', 'event');
      const { claims = {}, scopes } = behind.events[0]?.requestContext.authorizer?.jwt ?? {};
      const { groups, n, t, z, o, exp } = claims;
      const isRendered =
        JSON.stringify([groups, n, t, z, o]) ===
        JSON.stringify(['[a b]', '1', 'true', undefined, 'map[country:JP]']);
      behind.run.facts.set('claims are rendered', isRendered && /^\d+$/.test(String(exp)));
      behind.run.facts.set('scopes are null', scopes === null);
    })(scene);
  },

  'AC-285': behindGateway(async ({ gateway, run }) => {
    const isLoopback = gateway.addresses.every((address) => /127\.0\.0\.1|::1/.test(address));
    run.note('address', isLoopback ? 'loopback' : 'elsewhere');
    run.facts.set('reachable from elsewhere', !isLoopback);
  }),

  'AC-287': behindGateway(async (behind) => {
    for (const scope of ['b', 'c', undefined]) await get(behind, '/scoped', behind.issuer.mint({ scope }));
  }),
};
