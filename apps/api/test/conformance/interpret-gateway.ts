// The local gateway is part of what the product is proved with; nothing but this test reaches into it from here.
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import { startGateway, type LocalGateway } from '@lambda-nest/local/testing';
import { startIssuer, type Issuer } from '@lambda-nest/testing';
import { says, type Interpretation, type Scene } from './interpretation.ts';
import { readGatewayToken } from './read-gateway-token.ts';
import { ROUTES } from './routes.ts';
import type { Run } from './run.ts';

const NAMED = new RegExp(
  String.raw`\b(?:(GET|HEAD|POST|PUT|PATCH|DELETE) )?(${Object.keys(ROUTES).join('|')})\b`,
);
const PATH = /\b(GET|HEAD|POST|PUT|PATCH|DELETE) (\/[^\s,;)]*)/;

type Event = {
  requestContext: { authorizer?: { jwt: { claims: Record<string, unknown>; scopes: unknown } } };
};

type Behind = Readonly<{ gateway: LocalGateway; issuer: Issuer; events: Event[]; run: Run }>;

function behindGateway(
  routes: readonly GatewayRoute[],
  act: (behind: Behind) => Promise<void>,
): Interpretation {
  return async ({ run }) => {
    const events: Event[] = [];
    const issuer = await startIssuer();
    const gateway = await startGateway({
      stage: 'local',
      routes,
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

type Sent = Readonly<{ method: string; path: string; token?: string | undefined }>;

async function send({ gateway, run }: Behind, { method, path, token }: Sent): Promise<void> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${gateway.url}/local${path}`, { method, headers });
  const text = await response.text();
  const reply = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    cookies: [],
    text,
    json: () => JSON.parse(text) as Record<string, unknown>,
  };
  run.exchanges.push({ route: path, outcome: response.status, ms: 0, response: reply });
}

/** The gateway on a laptop: what it lets through without checking would make every other test a lie. */
export const interpretGateway: Interpretation = async (scene) => {
  if (says(scene, /\baddress\b/)) return listening(scene);
  const { tokens, token, request, requests } = scene.given;
  const said = [tokens ?? requests ?? token ?? request].flat();
  await behindGateway(routesOf(scene), async (behind) => {
    for (const one of said)
      await send(behind, { ...placeOf(one, request), token: readGatewayToken(one, behind.issuer) });
    noteEvent(scene, behind.events[0]);
  })(scene);
};

/** The product's routes, guarded ones with the scopes that the case gives them. */
function routesOf(scene: Scene): readonly GatewayRoute[] {
  const list = /\bscopes? \[([^\]]*)\]/.exec(JSON.stringify(scene.given).replaceAll('\\"', "'"))?.[1] ?? '';
  const scopes = list
    .split(',')
    .map((scope) => scope.trim().replaceAll("'", ''))
    .filter((scope) => scope !== '');
  return Object.entries(ROUTES).map(([name, path]) => {
    const isOpen = name === 'HEALTH' || name === 'TOKEN';
    const method = name === 'TOKEN' || name === 'JSON' ? 'POST' : 'GET';
    return { method, path, authorizer: !isOpen, scopes: isOpen ? [] : scopes };
  });
}

/** Where a request goes: as its own words say, or those of the case, or else to a guarded route. */
function placeOf(...said: readonly unknown[]): Pick<Sent, 'method' | 'path'> {
  for (const text of said.filter((one) => typeof one === 'string')) {
    const [, method, path] = PATH.exec(text) ?? [];
    if (path !== undefined) return { method: method ?? 'GET', path };
    const [, named = 'GET', name = ''] = NAMED.exec(text) ?? [];
    const own = ROUTES[name];
    if (own !== undefined) return { method: named, path: own };
  }
  return { method: 'GET', path: ROUTES['ME'] ?? '' };
}

/** What the function was handed; where the case asks for nothing else, that is what came of it. */
function noteEvent({ run, attack }: Scene, event: Event | undefined): void {
  if ([attack.expect.status].flat().includes('event')) {
    run.exchanges.length = 0;
    run.note('event', event === undefined ? 'nothing' : 'event');
  }
  const { claims, scopes } = event?.requestContext.authorizer?.jwt ?? {};
  run.claims = claims;
  run.facts.set('scopes are null', scopes === null);
  run.facts.set('no authorizer in the event', event?.requestContext.authorizer === undefined);
}

const listening = behindGateway([], async ({ gateway, run }) => {
  const isLoopback = gateway.addresses.every((address) => /127\.0\.0\.1|::1/.test(address));
  run.note('address', isLoopback ? 'loopback' : 'elsewhere');
  run.facts.set('reachable from elsewhere', !isLoopback);
});
