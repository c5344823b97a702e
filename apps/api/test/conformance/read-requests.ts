import type { EventSketch } from '@lambda-nest/testing';
import { readBodies } from './read-bodies.ts';
import type { MountedRoute } from './read-controllers.ts';
import { findLiterals, readLiteral } from './read-literal.ts';
import { TokenReader } from './read-token.ts';
import type { Scene } from './interpretation.ts';
import { pathsOf, ROUTES, routesOf } from './routes.ts';
import type { Target } from './run.ts';
import { Unread } from './unread.ts';

/** A request to send, by the name that the case gives to its route. */
export type Request = Readonly<{ name: string; sketch: EventSketch; token?: string | undefined }>;

/** Where the requests of a case go. */
export type Place = Readonly<{ target: Target; mounted: readonly MountedRoute[] }>;

const METHOD = /\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE)\b/;
const MEDIA_TYPE = /\b(?:application\/[\w.+-]+|text\/[\w-]+|multipart\/form-data)/;
const NAMED = new RegExp(String.raw`\b(${Object.keys(ROUTES).join('|')}|DOCS)\b(\?\S+)?`, 'g');
const PATH = /(?<![\w/:'*])(\/[\w-][^\s,;)'"]*)/g;
const FORM = 'application/x-www-form-urlencoded';

/** Every request that a case describes: each caller, each method, each route, each body. */
export function readRequests(scene: Scene, place: Place): readonly Request[] {
  const { request, requests, route } = scene.given;
  if (route !== undefined) return ofMembers(scene, place);
  const said = Array.isArray(requests) ? requests.map(String) : [String(request ?? 'anonymous')];
  return said.flatMap((prose) => ofProse(scene, place, prose));
}

/** A case whose members say it all: `method`, `route`, `token`. */
function ofMembers({ given, tokens }: Scene, { target }: Place): readonly Request[] {
  const methods = String(given['method'] ?? 'GET').split(' and ');
  const callers = callersOf(given).map((said) =>
    TokenReader.isWithoutToken(said) ? undefined : tokens.read(said),
  );
  return callers.flatMap((token) =>
    routesOf(String(given['route']), target).flatMap(({ name, path, method: only }) =>
      (only === undefined ? methods : [only]).map((method) => ({
        name,
        sketch: {
          method,
          path: withQuery(path, given['query'], tokens),
          headers: headersOf(given, token, tokens),
        },
        token,
      })),
    ),
  );
}

function callersOf({ token, tokens, requests }: Scene['given']): readonly unknown[] {
  if (Array.isArray(requests)) return requests;
  return Array.isArray(tokens) ? tokens : [token];
}

function headersOf(
  { headers }: Scene['given'],
  token: string | undefined,
  tokens: TokenReader,
): Record<string, string> {
  const said = Object.entries((headers ?? {}) as Record<string, string>);
  const sent = Object.fromEntries(said.map(([name, value]) => [name, fillIn(value, tokens)]));
  return token === undefined ? sent : { authorization: `Bearer ${token}`, ...sent };
}

/** `<T01>` and the like stand for tokens, `encodeURIComponent(JSON.stringify({…}))` for what it makes. */
function fillIn(text: string, tokens: TokenReader): string {
  if (text.startsWith('encodeURIComponent('))
    return encodeURIComponent(JSON.stringify(readLiteral(findLiterals(text)[0] ?? '{}')));
  return text.replaceAll(/<([^>]+)>/g, (_, said: string) => tokens.read(said));
}

function withQuery(path: string, query: unknown, tokens: TokenReader): string {
  return query === undefined ? path : `${path}?${fillIn(String(query), tokens)}`;
}

/** `POST TOKEN, content-type …`, `anonymous GET /zz-users/admin`, `GET ADMIN as ADMIN`, `USER`. */
function ofProse(scene: Scene, place: Place, prose: string): readonly Request[] {
  const { given, tokens, attack } = scene;
  const mediaType = MEDIA_TYPE.exec(prose)?.[0];
  const paths = placesOf(scene, place, prose, given['mount'] === undefined ? '' : attack.title);
  const who = callerIn(prose) ?? given['token'];
  const token = TokenReader.isWithoutToken(who) ? undefined : tokens.read(who);
  return paths.flatMap(({ name, path, method }) =>
    bodiesFor(scene, { prose, method, path, mediaType }).map(({ type, body, headers = {} }) => ({
      name,
      token,
      sketch: {
        method,
        path,
        headers: {
          ...(type === undefined ? {} : { 'content-type': type }),
          ...headers,
          ...headersIn(prose, tokens),
          ...headersOf(given, token, tokens),
        },
        ...(body === undefined ? {} : { body }),
      },
    })),
  );
}

type Spot = Readonly<{ name: string; path: string; method: string }>;

function placesOf(scene: Scene, { mounted }: Place, prose: string, title: string): readonly Spot[] {
  // Who asks, and what stands for a token, may have the name of a route.
  const text = prose
    .replaceAll(/<[^>]*>/g, '')
    .replace(/^(?:USER|ADMIN|anonymous|no token)\b/, '')
    .replace(/ as \w+/, '')
    .replace(MEDIA_TYPE, '')
    .replace(/"[^"]*"/g, '');
  const isBody = /\b(?:JSON|DTO)\b/.test(text);
  const method = METHOD.exec(text)?.[1] ?? (isBody || /\bTOKEN\b/.test(text) ? 'POST' : 'GET');
  const query = /(?:^|[\s?])(\w+=[\w%.:&=-]+)/.exec(prose)?.[1] ?? /\?(\w+=[^\s]*)/.exec(title)?.[1];
  const toSpot = (path: string, own = method): Spot => ({
    name: nameOf(path),
    path: path.includes('?') ? path : withOwnQuery(path, query),
    method: own,
  });
  const paths = [...text.matchAll(PATH)].map(([, path = '']) => path);
  if (mounted.length > 0) {
    const asked = mounted.filter(({ said }) => paths.some((path) => path.split('?')[0] === said));
    return (asked.length > 0 ? asked : mounted).map(({ path, method: own }) => toSpot(path, own));
  }
  const named = [...text.matchAll(NAMED)].flatMap(([, name = '', more = '']) =>
    name === 'DOCS' ? pathsOf('/docs') : pathsOf(name).map((path) => path + more),
  );
  const all = [
    ...named,
    ...paths.flatMap(pathsOf),
    ...(isBody && !/\bJSON\b/.test(text) ? pathsOf('JSON') : []),
  ];
  if (all.length === 0) throw new Unread(`request: ${prose}`);
  return all.map((path) => ({ name: nameOf(path), path, method }));
}

function withOwnQuery(path: string, query: string | undefined): string {
  return query === undefined ? path : `${path}?${query}`;
}

/** The name that a case gives to a path. */
function nameOf(path: string): string {
  const [bare = ''] = path.split('?');
  return Object.entries(ROUTES).find(([, own]) => own === bare)?.[0] ?? bare;
}

/** Who asks, where the prose says it. */
function callerIn(prose: string): string | undefined {
  const [, as] = / as (\w+)/.exec(prose) ?? [];
  const [, who] = /^((?:USER|ADMIN|anonymous|no token)\b.*)/.exec(prose) ?? [];
  const [, token] = /\bwith ((?:an? )?(?:T\d+|unsigned|bearer token|token)\b.*)/.exec(prose) ?? [];
  return as ?? who ?? (/without (?:a )?(?:header|token)|no header/.test(prose) ? 'anonymous' : token);
}

/** `with authorization: Bearer <ADMIN>`, `content-encoding gzip`. */
function headersIn(prose: string, tokens: TokenReader): Record<string, string> {
  const found = prose.matchAll(
    /\b(authorization|content-encoding|accept|origin|cookie|x-[\w-]+)(?:: | )([^,]+)/g,
  );
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [name, fillIn(value.trim(), tokens)]),
  );
}

type Sent = Readonly<{ prose: string; method: string; path: string; mediaType: string | undefined }>;
type TypedBody = ReturnType<typeof readBodies>[number] & Readonly<{ type?: string | undefined }>;

function bodiesFor({ given, attack }: Scene, { prose, method, path, mediaType }: Sent): readonly TypedBody[] {
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return [{ body: undefined }];
  const isToken = path.startsWith(ROUTES['TOKEN'] ?? '');
  const type = mediaType ?? (isToken ? FORM : 'application/json');
  const body = given['body'] as string | undefined;
  const bodies = readBodies({ title: attack.title, body, request: prose, isForm: type === FORM });
  return bodies.map((one) => ({ ...one, type }));
}
