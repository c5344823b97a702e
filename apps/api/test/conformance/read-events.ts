import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
  type EventSketch,
} from '@lambda-nest/testing';
import type { Given } from './attack-case.ts';
import { findLiterals, readLiteral } from './read-literal.ts';
import { guardedRoutes, ROUTES } from './routes.ts';
import type { Target } from './run.ts';
import { Unread } from './unread.ts';

/** An event to invoke the function with, of any source. */
export type Sent = Readonly<{ name: string; event: unknown }>;

type Fields = Record<string, unknown>;

const FORGED = { sub: 'evil', groups: '[ADMINS]' };

/** The builder of a trigger; HTTP API 2.0 where nothing else is said. */
export function buildFor(text: string): (sketch: EventSketch) => object {
  if (/function.url/i.test(text)) return buildFunctionUrlEvent;
  if (/\balb\b|load balancer/i.test(text)) return buildAlbEvent;
  if (/REST\b|rest-api/.test(text)) return buildRestEvent;
  return /payload 1\.0|httpapi-v1/.test(text) ? buildHttpApiV1Event : buildHttpApiEvent;
}

/** What stands out of the ordinary in an event, in words, and how to make it so. */
const CHANGES: readonly (readonly [RegExp, (event: Fields, said: RegExpExecArray) => void])[] = [
  [/domainName (\S+?),?(?: |$)/, (event, [, value]) => set(event, 'requestContext.domainName', value)],
  [/ADMIN-looking claims/, (event) => set(event, 'requestContext.authorizer.jwt.claims', FORGED)],
  [
    /(requestContext[\w.]*)(?:=| )('[^']*'|\{)/,
    (event, { 1: path = '', 2: value = '', input }) => {
      const [literal = '{}'] = findLiterals(input.split(`${path}=`)[1] ?? '');
      set(event, path, value === '{' ? readLiteral(literal) : value.slice(1, -1));
    },
  ],
  [
    /extra member (\w+)=(\w+)/,
    (event, [, name = '', value = '']) => set(event, name, ROUTES[value] ?? value),
  ],
  [/headers missing|without headers/, (event) => void delete event['headers']],
  [/requestContext missing|without requestContext/, (event) => void delete event['requestContext']],
  [/body '([^']*)'/, (event, [, body]) => set(event, 'body', body)],
  [/isBase64Encoded (true|false)/, (event, [, is]) => set(event, 'isBase64Encoded', is === 'true')],
];

/** The events that a case describes: as they are, or in words. */
export function readEvents({ trigger, event, events }: Given, target: Target): readonly Sent[] {
  if (Array.isArray(events)) return events.map((one) => ({ name: 'event', event: one as unknown }));
  if (typeof event === 'object') return [{ name: 'event', event }];
  const text = String(event);
  if (text.startsWith('{')) return [{ name: 'event', event: readLiteral(text) }];
  return routesIn(text, target).map(({ name, path, method }) => {
    const isJson = /JSON route/.test(text);
    const sketch = isJson ? { method, path, body: { text: 'x' } } : { method, path };
    return { name, event: change(buildFor(`${trigger} ${text}`)(sketch) as Fields, text) };
  });
}

function change(event: Fields, text: string): Fields {
  const changed = structuredClone(event);
  for (const [pattern, apply] of CHANGES) {
    const said = pattern.exec(text);
    if (said) apply(changed, said);
  }
  return changed;
}

type Route = Readonly<{ name: string; path: string; method: string }>;

function routesIn(text: string, target: Target): readonly Route[] {
  if (/every non-public route/.test(text)) return guardedRoutes(target);
  if (/JSON route/.test(text)) return [{ name: '/zz-json', path: ROUTES['JSON'] ?? '', method: 'POST' }];
  const [, raw, method = 'GET', named] = /rawPath=(\w+)|\b(GET|POST) (\w+)/.exec(text) ?? [];
  const name = raw ?? named ?? 'HEALTH';
  const path = ROUTES[name];
  if (path === undefined) throw new Unread(`event: ${text}`);
  return [{ name, path, method }];
}

function set(event: Fields, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let place = event;
  for (const name of names) place = (place[name] ??= {}) as Fields;
  place[last] = value;
}
