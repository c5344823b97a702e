import {
  buildAlbEvent,
  buildHttpApiEvent,
  type EventSketch,
} from '../../../../libs/gateway/test/build-event.ts';
import type { Given } from './attack-case.ts';
import type { Scene } from './interpretation.ts';
import { claimsOf } from './read-token.ts';
import { routesOf } from './routes.ts';
import type { Target } from './run.ts';

/** Members of a description that this interpreter reads. With any other, it would leave something out. */
const READ = new Set(
  'trigger method route token tokens authorizerClaims authorizer headers query sourceIp scopes requests'.split(
    ' ',
  ),
);

const TRIGGERS = new Set(['httpapi-v2', 'alb']);

/** Whether a description says all there is to say in its members, without prose. */
export function isPlainRequest(given: Given): boolean {
  const { authorizer, route } = given;
  const isRoute = typeof route === 'string' && !/^(?:rawPath|DOCS)/.test(route);
  return (
    TRIGGERS.has(given.trigger) &&
    isRoute &&
    Object.keys(given).every((name) => READ.has(name)) &&
    (authorizer === undefined || authorizer === 'absent')
  );
}

/** Sends every combination of callers, methods and routes that a description names. */
export async function interpretRequest({ run, given, tokens, hosts }: Scene): Promise<void> {
  const target = await run.start({ environment: { FIREBASE_TENANT_ID: tokens.tenantOf(given['token']) } });
  const route = String(given['route']);
  const methods = String(given['method'] ?? 'GET').split(' and ');
  const callers = callersOf(given).map((said) => (said === undefined ? undefined : tokens.read(said)));
  for (const token of callers) {
    for (const { name, path, method: only } of routesOf(route, target)) {
      for (const method of only === undefined ? methods : [only]) {
        const headers = headersOf(given, token, tokens);
        const sketch = { method, path: withQuery(path, given, tokens), headers };
        await run.send(target, eventOf(given, sketch, token), name);
      }
    }
  }
  const isElsewhere = hosts.length > 0 || target.keys.requests.some(({ path }) => path !== '/keys');
  run.facts.set('something else was asked', isElsewhere);
  run.facts.set('signed-in callers pass', await passesSignedIn(target, callers));
}

function callersOf({ token, tokens, requests }: Given): readonly unknown[] {
  if (Array.isArray(requests))
    return requests.map((who) => (/^(?:anonymous|no token)$/.test(String(who)) ? undefined : who));
  return Array.isArray(tokens) ? tokens : [token];
}

function headersOf(
  { headers }: Given,
  token: string | undefined,
  tokens: Scene['tokens'],
): Record<string, string> {
  const said = Object.entries((headers ?? {}) as Record<string, string>);
  const sent = Object.fromEntries(said.map(([name, value]) => [name, fillIn(value, tokens)]));
  return token === undefined ? sent : { authorization: `Bearer ${token}`, ...sent };
}

/** `<T01>` and the like stand for tokens. */
function fillIn(text: string, tokens: Scene['tokens']): string {
  return text.replaceAll(/<([^>]+)>/g, (_, said: string) => {
    if (/unsigned/.test(said)) return tokens.unsigned({ groups: ['ADMINS'] });
    return tokens.read(/ADMIN/.test(said) ? 'ADMIN' : (/T\d+/.exec(said)?.[0] ?? said));
  });
}

function withQuery(path: string, { query }: Given, tokens: Scene['tokens']): string {
  return query === undefined ? path : `${path}?${fillIn(String(query), tokens)}`;
}

function eventOf(given: Given, sketch: EventSketch, token: string | undefined): unknown {
  const sourceIp = given['sourceIp'] as string | undefined;
  const full = { ...sketch, ...(sourceIp === undefined ? {} : { sourceIp }) };
  if (given.trigger === 'alb') return buildAlbEvent(full);
  const shown = token === undefined ? undefined : claimsOf(token);
  const event = buildHttpApiEvent({ ...full, ...(shown ? { claims: shown } : {}) });
  const claims = given['authorizerClaims'] as Record<string, string> | undefined;
  if (claims) {
    const scopes = (given['scopes'] as string[] | undefined) ?? null;
    event.requestContext.authorizer = { jwt: { claims, scopes } };
  }
  return event;
}

async function passesSignedIn(target: Target, callers: readonly (string | undefined)[]): Promise<boolean> {
  const statuses = await Promise.all(
    callers
      .flatMap((token) => token ?? [])
      .map(async (token) => {
        const headers = { authorization: `Bearer ${token}` };
        return (await target.request({ path: '/zz-signed-in', headers })).status;
      }),
  );
  return statuses.every((status) => status === 200);
}
