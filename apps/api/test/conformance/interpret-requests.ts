import { buildContext, buildHttpApiEvent, type ApiResponse } from '@lambda-nest/testing';
import { interceptHttps, type InterceptedHttps } from '../intercept-https.ts';
import { signedIn } from '@lambda-nest/testing/api';
import { wants, type Interpretation, type Scene } from './interpretation.ts';
import { readControllers } from './read-controllers.ts';
import { buildFor, readEvents } from './read-events.ts';
import { readGoogle } from './read-google.ts';
import { findLiterals, readLiteral } from './read-literal.ts';
import { readRequests, type Request } from './read-requests.ts';
import { readSettings, type Environment } from './read-settings.ts';
import { claimsOf } from './read-token.ts';
import type { Run, Target } from './run.ts';
import { Unread } from './unread.ts';

/** Members of a description that are read here. With any other, something would be left out. */
const READ = new Set(
  [
    'trigger method route token tokens authorizerClaims authorizer headers query sourceIp scopes request',
    'requests body bodies repeat stub mount context env setup network event events',
  ].flatMap((names) => names.split(' ')),
);

/** Starts the application as a case wants it and sends all that it describes: requests, or events as they are. */
export const interpretRequests: Interpretation = async (scene) => {
  const { run, given, attack, tokens } = scene;
  const unread = Object.keys(given).filter((name) => !READ.has(name));
  const mounted = readControllers(attack);
  const environments = readSettings(attack);
  if (unread.length > 0 || !mounted || !environments)
    throw new Unread(
      unread.join() || (mounted ? `setup: ${String(given['setup'])}` : `mount: ${String(given['mount'])}`),
    );
  const outside = openOutside(scene);
  try {
    const tenant = tokens.tenantOf(given['token']);
    for (const environment of environments) {
      const target = await run.boot({
        environment: { FIREBASE_TENANT_ID: tenant, ...environment, ...outside?.environment },
        ...(mounted.controllers.length > 0 ? { more: { controllers: [...mounted.controllers] } } : {}),
      });
      if (target) await attackWith(scene, target, readAll(scene, { target, mounted: mounted.routes }));
    }
    if (outside) noteOutside(scene, outside);
  } finally {
    outside?.restore();
  }
};

type Shot = Readonly<{ name: string; event: unknown; token?: string | undefined }>;

function readAll(scene: Scene, place: Parameters<typeof readRequests>[1]): readonly Shot[] {
  const { given } = scene;
  const rawPath = /^rawPath '(.*)'$/s.exec(String(given['route']))?.[1];
  if (rawPath !== undefined) return [{ name: rawPath, event: rawEvent(rawPath.replaceAll('\\n', '\n')) }];
  if (given['event'] !== undefined || given['events'] !== undefined) return readEvents(given, place.target);
  const prose = String(given['request'] ?? '');
  if (prose.startsWith('an event that')) {
    // Beside an event that the adapter stumbles over, the same application's handler that throws.
    const event = { ...given, event: prose };
    return [
      ...readEvents(event, place.target),
      { name: '/zz-boom', event: buildHttpApiEvent({ path: '/zz-boom' }) },
    ];
  }
  const requests = readRequests(scene, place);
  const plain = withoutExtras(scene, requests);
  const all = Array.from({ length: Number(given['repeat'] ?? 1) }, () => [...plain, ...requests]).flat();
  return all.map((request) => ({ ...request, event: eventOf(scene, request) }));
}

/** Where a response must be that of a request without its header, the same request without it. */
function withoutExtras(scene: Scene, requests: readonly Request[]): readonly Request[] {
  if (!wants(scene, /^identical to the request without/)) return [];
  return requests.map(({ sketch, ...request }) => ({
    ...request,
    sketch: { ...sketch, headers: { 'content-type': String(sketch.headers?.['content-type'] ?? '') } },
  }));
}

function rawEvent(rawPath: string): unknown {
  const event = buildHttpApiEvent();
  const http = { ...event.requestContext.http, path: rawPath };
  return { ...event, rawPath, requestContext: { ...event.requestContext, http } };
}

function eventOf({ given }: Scene, { sketch, token }: Request): unknown {
  const sourceIp = given['sourceIp'] as string | undefined;
  const shown = token === undefined || given['authorizer'] !== undefined ? undefined : claimsOf(token);
  const event = buildFor(given.trigger)({
    ...sketch,
    ...(sourceIp === undefined ? {} : { sourceIp }),
    ...(shown ? { claims: shown } : {}),
  }) as { requestContext: { authorizer?: unknown } };
  const claims = given['authorizerClaims'] as Record<string, string> | undefined;
  if (claims) event.requestContext.authorizer = { jwt: { claims, scopes: given['scopes'] ?? null } };
  const [authorizer] = findLiterals(String(given['authorizer'] ?? ''));
  if (authorizer !== undefined) event.requestContext.authorizer = readLiteral(authorizer);
  return event;
}

async function attackWith(scene: Scene, target: Target, shots: readonly Shot[]): Promise<void> {
  const { run, given, hosts } = scene;
  const said = given['stub'] ?? failuresIn(scene);
  const isOutside = typeof said === 'string' && OUTSIDE_ERROR.test(said);
  const google = typeof said === 'string' && !isOutside ? readGoogle(said) : { inTurn: [], texts: [] };
  if (!google) throw new Unread(`stub: ${String(said)}`);
  const remainingMs = Number(/getRemainingTimeInMillis (\d+)/.exec(String(given['context']))?.[1] ?? 30_000);
  // Loading what is loaded once is no part of how long a request takes.
  if (wants(scene, /^< \d+ ms$/))
    for (const { event } of shots) await target.send(event).catch(() => undefined);
  const before = process.memoryUsage().rss;
  const sends = Math.max(shots.length, google.inTurn.length);
  for (let index = 0; index < sends; index += 1) {
    const shot = shots[Math.min(index, shots.length - 1)] as Shot;
    const script = google.inTurn[Math.min(index, google.inTurn.length - 1)];
    if (script) target.google.replyWith(script);
    await run.send(target, shot.event, shot.name, buildContext({ remainingMs }));
  }
  noteFacts(run, target, google.texts);
  run.facts.set('memory is bounded', process.memoryUsage().rss - before < 64 * 1024 * 1024);
  run.facts.set(
    'something else was asked',
    hosts.length > 0 || target.keys.requests.some(({ path }) => path !== '/keys'),
  );
  run.facts.set('signed-in callers pass', await passesSignedIn(target, shots));
  run.facts.set('healthy', (await target.request({ path: '/v1/manage/hc' })).status === 200);
}

/** Sign-ins that fail for another reason than what is sent: the password is wrong. */
function failuresIn({ attack }: Scene): string | undefined {
  return /\bfailures\b|failed (?:sign-ins|attempts|log-?ins)|wrong passwords?/.test(attack.title)
    ? '400 INVALID_PASSWORD'
    : undefined;
}

function noteFacts(run: Run, { lines }: Target, texts: readonly string[]): void {
  const [first, ...others] = run.responses.map(fingerprint);
  run.facts.set(
    'answers are identical',
    others.every((one) => one === first),
  );
  // Callers must not learn it; operators read the reason in the log.
  const received = run.responses.map(({ text }) => text).join('\n');
  run.facts.set(
    'upstream text is repeated',
    texts.some((text) => received.includes(text)),
  );
  const errors = lines.filter(({ level }) => level === 'error');
  const isOne = errors.length === 1 && typeof errors[0]?.['requestId'] === 'string' && 'error' in errors[0];
  run.facts.set('the error is logged once', isOne);
}

/** All of a response that may not differ between two requests. */
function fingerprint({ status, headers: all, text }: ApiResponse): string {
  const headers = Object.entries(all).filter(([name]) => name !== 'date');
  return JSON.stringify([status, headers, text.replaceAll(/eyJ[\w.-]+/g, '')]);
}

async function passesSignedIn(target: Target, shots: readonly Shot[]): Promise<boolean> {
  const tokens = new Set(shots.flatMap(({ token }) => token ?? []));
  const statuses = await Promise.all(
    [...tokens].map(async (token) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await target.request({ path: '/zz-signed-in', headers })).status;
    }),
  );
  return statuses.every((status) => status === 200);
}

type Outside = InterceptedHttps & Readonly<{ environment: Environment }>;

const OUTSIDE_ERROR = /rejects with an Error/;

/** The identity provider as it is asked when no emulator stands in for it: over TLS. */
function openOutside({ given }: Scene): Outside | undefined {
  const key = /key=([\w-]+)/.exec(String(given['stub']))?.[1] ?? 'CANARY-API-KEY';
  const isError = OUTSIDE_ERROR.test(String(given['stub']));
  if (!isError && given['network'] === undefined) return undefined;
  const https = interceptHttps(() => {
    if (isError) throw new Error(`GET https://example.com/?key=${key}`, { cause: { password: 'CANARY-PW' } });
    return { body: signedIn() };
  });
  return { ...https, environment: { FIREBASE_AUTH_EMULATOR_HOST: undefined, FIREBASE_APP_API_KEY: key } };
}

function noteOutside({ run, hosts }: Scene, { asked }: Outside): void {
  const isOne = asked.every((url) => url.startsWith('https://identitytoolkit.googleapis.com/'));
  run.facts.set('one host over TLS', isOne && asked.length === 1 && hosts.length === 0);
}
