import type { RequestListener, ServerResponse } from 'node:http';
import { CannotStart } from '@lambda-nest/toolkit/deployment';
import { listenOnLoopback, type PortUse } from '../listen-on-loopback.ts';
import { createIncidents } from './create-incidents.ts';
import { describeIssuer, issuerOf } from './describe-issuer.ts';
import { createEmulator } from './load-emulator.ts';
import { rejectBrowsers } from './reject-browsers.ts';
import { seedProject, seedUsers } from './seed-project.ts';
import { type SeededUser, SEEDED_USERS } from '@lambda-nest/toolkit/seeded-users';
import { withSigningKey } from './sign-id-tokens.ts';

export const FIREBASE_PORT: PortUse = { what: 'local Firebase Auth', variable: 'IDENTITY_PORT' };

/** As Google says it. */
const UNAVAILABLE = {
  error: { code: 503, message: 'The service is currently unavailable.', status: 'UNAVAILABLE' },
};

export type IdentityOptions = {
  /** Default 9099; 0 takes a free one. */
  port?: number;
  /** Default `demo-local`. Must start with `demo-`, which Google reserves for projects that do not exist. */
  projectId?: string;
  /** Default {@link SEEDED_USERS}. */
  users?: readonly SeededUser[];
  /** The custom claims of who is in these groups. Default: the groups in the claim `groups`. */
  claimsOf?: (groups: readonly string[]) => object;
  log?: (line: string) => void;
};

export type LocalIdentity = {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  /** Value for `FIREBASE_AUTH_EMULATOR_HOST`: `127.0.0.1:<port>`. */
  host: string;
  projectId: string;
  /** The `iss` of its tokens: `https://securetoken.google.com/<projectId>`. */
  issuer: string;
  /** Value for `JWT_ISSUER_JWKS_URI`. */
  jwksUri: string;
  discoveryUri: string;
  addresses: string[];
  users: readonly SeededUser[];
  /** Makes further accounts. */
  seed(users: readonly SeededUser[]): Promise<void>;
  close(): Promise<void>;
};

/**
 * Starts a Firebase Auth on loopback: the real emulator, whose ID tokens are signed RS256 with a key made here.
 *
 * Key and users are fresh at each start. {@link createIncidents} names the paths that rotate the key and make an outage. Throws {@link CannotStart} when a person has to do something first.
 */
export async function startIdentity(options: IdentityOptions = {}): Promise<LocalIdentity> {
  const { port = 9099, projectId = 'demo-local', users = SEEDED_USERS, log = () => undefined } = options;
  const { claimsOf = (groups: readonly string[]) => ({ groups }) } = options;
  assertDemoProject(projectId);
  const incidents = createIncidents();
  const emulator = await createEmulator(projectId);
  const origin = { url: '' };
  const listener: RequestListener = (request, response) => {
    const rejection = rejectBrowsers(request);
    if (rejection) return sendJson(response, 403, { error: { code: 403, message: rejection } });
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const taken = incidents.take(request.method, path);
    if (taken) return sendJson(response, 200, taken);
    if (incidents.isOut()) {
      request.resume();
      return sendJson(response, 503, UNAVAILABLE);
    }
    const keys = incidents.published();
    const document = request.method === 'GET' && describeIssuer(path, { projectId, keys, url: origin.url });
    if (document) return sendJson(response, 200, document);
    response.once('finish', () => {
      if (response.statusCode >= 500)
        log(`identity: ${request.method} ${path} answered ${response.statusCode}`);
    });
    return withSigningKey(incidents.current(), () => emulator(request, response));
  };
  const server = await listenOnLoopback(listener, {
    port,
    ...FIREBASE_PORT,
  });
  const host = `127.0.0.1:${server.port}`;
  origin.url = `http://${host}`;
  const project = { url: origin.url, projectId, claimsOf };
  await seedProject(project);
  await seedUsers(project, users);
  return {
    url: origin.url,
    port: server.port,
    host,
    projectId,
    issuer: issuerOf(projectId),
    jwksUri: `${origin.url}/jwks.json`,
    discoveryUri: `${origin.url}/${projectId}/.well-known/openid-configuration`,
    addresses: server.addresses,
    users,
    seed: (more) => seedUsers(project, more),
    close: server.close,
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function assertDemoProject(projectId: string): void {
  if (/^demo-[a-z0-9-]{1,25}$/.test(projectId)) return;
  throw new CannotStart(
    'The local Firebase Auth cannot start: its project must be named demo-… (lower case letters, digits, dashes). ' +
      'Set FIREBASE_PROJECT_ID=demo-local or leave it out.',
  );
}
