import { renderClaims } from '@lambda-nest/gateway/model';
import { sendPastThrottle } from '../conformance/send-past-throttle.ts';
import type { Sent } from '../conformance/send-request.ts';
import { describeResponse } from './describe-response.ts';
import { goodToken, NotAsked, type Probe, type Target } from './probe.ts';

/** The event as the echo was handed it; as much of it as is asked about. */
type Event = Readonly<{
  rawPath: string;
  headers: Readonly<Record<string, string>>;
  isBase64Encoded: boolean;
  requestContext: Readonly<{
    authorizer?: Readonly<{ jwt: Readonly<{ claims: Readonly<Record<string, string>>; scopes: unknown }> }>;
  }>;
}>;

/** What the function is handed, seen by the echo. */
export const EVENT_PROBES: readonly Probe[] = [
  {
    fact: 'Claims as the function is handed them',
    ask: async (target) => {
      const { token, claims } = goodToken(target);
      const { requestContext } = await echo(target, {
        path: '/token',
        headers: { authorization: `Bearer ${token}` },
      });
      return compareClaims(claims, requestContext.authorizer?.jwt.claims ?? {});
    },
  },
  {
    fact: 'Scopes as the function is handed them, on a route that asks for none',
    ask: async (target) => {
      const headers = { authorization: `Bearer ${goodToken(target).token}` };
      const { requestContext } = await echo(target, { path: '/token', headers });
      return JSON.stringify(requestContext.authorizer?.jwt.scopes);
    },
  },
  {
    fact: 'Whether /{proxy+} matches /',
    ask: async (target) => describeResponse(await sendPastThrottle({ base: addressOf(target), path: '/' })),
  },
  handed('rawPath of /a%2Fb%20c%25d', { path: '/a%2Fb%20c%25d' }, ({ rawPath }) => rawPath),
  handed(
    'rawPath of a path with a decoded question mark, /a%3Fb',
    { path: '/a%3Fb' },
    ({ rawPath }) => rawPath,
  ),
  handed(
    'X-Forwarded-For with one that the client sent, 192.0.2.1',
    { path: '/a', headers: { 'x-forwarded-for': '192.0.2.1' } },
    ({ headers }) => mask(headers['x-forwarded-for'] ?? 'none'),
  ),
  ...['application/problem+json', 'application/merge-patch+json', 'application/x-www-form-urlencoded'].map(
    (type) =>
      handed(
        `Whether a body of ${type} is base64`,
        { method: 'POST', path: '/a', headers: { 'content-type': type }, body: '{}' },
        ({ isBase64Encoded }) => (isBase64Encoded ? 'yes' : 'no'),
      ),
  ),
];

function handed(fact: string, request: Omit<Sent, 'base'>, read: (event: Event) => string): Probe {
  return { fact, ask: async (target) => `\`${read(await echo(target, request))}\`` };
}

async function echo(target: Target, request: Omit<Sent, 'base'>): Promise<Event> {
  const response = await sendPastThrottle({ base: addressOf(target), ...request });
  if (response.status !== 200) throw new NotAsked(`The echo does not answer: ${describeResponse(response)}.`);
  return JSON.parse(response.text) as Event;
}

function addressOf({ echo: address }: Target): string {
  if (address === undefined)
    throw new NotAsked('Deploy infra/verify/echo and give its address with --echo <url>.');
  return address;
}

/** Whether claims come as Go prints them; values of a token are not told, only their kinds. */
function compareClaims(
  claims: Readonly<Record<string, unknown>>,
  wire: Readonly<Record<string, string>>,
): string {
  const expected = renderClaims(claims);
  const names = [...new Set([...Object.keys(expected), ...Object.keys(wire)])];
  const differing = names.filter((name) => expected[name] !== wire[name]);
  const kinds = [...new Set(Object.values(claims).map(kindOf))].sort().join(', ');
  if (differing.length === 0) return `as Go prints them (${kinds})`;
  return `otherwise than Go prints them: ${differing.map((name) => `${name}, ${kindOf(claims[name])}`).join('; ')}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'empty array' : `array of ${kindOf(value[0])}`;
  if (typeof value !== 'number') return typeof value;
  if (!Number.isInteger(value)) return 'fraction';
  return Number.isSafeInteger(value) ? 'integer' : 'integer beyond 2^53';
}

/** Addresses of people are not for a report. */
function mask(forwarded: string): string {
  return forwarded.replaceAll(/[^,\s]+/g, (address) => (address === '192.0.2.1' ? address : '<client>'));
}
