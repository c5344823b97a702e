import { SEEDED_USERS } from './seeded-users.ts';
import { readGrants, type Caller, type GrantRules } from '@lambda-nest/access/policy';
import { readClaims } from '../conformance/read-tokens.ts';
import type { Claims } from '@lambda-nest/identity/claims';
import { describeCaller, type CheckedCaller } from './checked-caller.ts';

export type Accounts = Readonly<{
  projectId: string;
  /** `127.0.0.1:9099`: where `npm start` keeps its users. */
  emulatorHost: string;
  /** Where tokens say what their bearers may. */
  grants: GrantRules;
}>;

/**
 * A user of the provider that `npm start` has in the place of the configured one, by a token in that provider's form; of the seeded ones
 * when none runs.
 */
export async function findUserOfStandIn(
  email: string,
  { emulatorHost, grants }: Pick<Accounts, 'emulatorHost' | 'grants'>,
): Promise<CheckedCaller | undefined> {
  const url = `http://${emulatorHost}/local/token?as=${encodeURIComponent(email)}`;
  const signal = AbortSignal.timeout(2_000);
  const response = await fetch(url, { method: 'POST', signal }).catch(() => undefined);
  const isStandIn = response?.headers.get('content-type')?.startsWith('text/plain') ?? false;
  if (response && isStandIn && !response.ok) throw new TypeError(await response.text());
  const claims = isStandIn ? readClaims((await response?.text()) ?? '') : undefined;
  if (claims) return describe(email, readGrants(claims, grants), `${claims.iss}, by the stand-in that runs`);
  const user = SEEDED_USERS.find((one) => one.email === email);
  return user && describe(email, { roles: user.groups, scopes: [] }, 'seeded user of the local identity');
}

function describe(email: string, caller: Caller, where: string): CheckedCaller {
  return { who: `${email} (${describeCaller(caller)}; ${where})`, hasToken: true, caller };
}

/** A user of the local Firebase Auth as they are now, when it runs; else as they are after every start. */
export async function findUser(email: string, accounts: Accounts): Promise<CheckedCaller | undefined> {
  const running = await lookUp(email, accounts);
  const claims = running ? running.claims : seededClaims(email, accounts.grants.rolesClaim);
  if (!claims) return undefined;
  const caller = readGrants(claims as Claims, accounts.grants);
  const where = running ? 'user of the local identity' : 'seeded user of the local identity';
  return describe(email, caller, where);
}

/** What the running identity says: `undefined` when none runs, no claims when it does not know the user. */
async function lookUp(
  email: string,
  { emulatorHost, projectId }: Accounts,
): Promise<{ claims: object | undefined } | undefined> {
  const url = `http://${emulatorHost}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts:lookup`;
  const response = await fetch(url, {
    method: 'POST',
    // The emulator takes the bearer `owner` for an administrator.
    headers: { authorization: 'Bearer owner', 'content-type': 'application/json' },
    body: JSON.stringify({ email: [email] }),
    signal: AbortSignal.timeout(2_000),
  }).catch(() => undefined);
  if (!response?.ok) return undefined;
  const { users = [] } = (await response.json()) as { users?: readonly { customAttributes?: string }[] };
  return { claims: users[0] && (JSON.parse(users[0].customAttributes ?? '{}') as object) };
}

function seededClaims(email: string, rolesClaim: string): object | undefined {
  const user = SEEDED_USERS.find((one) => one.email === email);
  return user && { [rolesClaim]: user.groups };
}
