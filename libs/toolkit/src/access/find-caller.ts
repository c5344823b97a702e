import { describeCaller, type CheckedCaller } from './checked-caller.ts';
import { checkToken } from './check-token.ts';
import { findUser, findUserOfStandIn } from './find-user.ts';
import type { Settings } from './read-settings.ts';

/** Who is asked about: a user, a bearer of a token, a caller with these names, or an unknown one. */
export type SubjectOptions = Readonly<{
  as?: string;
  token?: string;
  role?: readonly string[];
  scope?: readonly string[];
}>;

export async function findCaller(
  { as: email, token, role, scope }: SubjectOptions,
  { issuers, accounts }: Settings,
): Promise<CheckedCaller> {
  const ways = [email, token, role ?? scope].filter((way) => way !== undefined);
  if (ways.length > 1) throw new TypeError('Name one caller: --as, --token, or --role and --scope.');
  if (token !== undefined) return checkToken(token.replace(/^bearer\s+/i, '').trim(), issuers);
  if (email !== undefined) {
    const isFirebase = issuers[0]?.preset === 'firebase';
    const user = await (isFirebase ? findUser : findUserOfStandIn)(email, accounts);
    if (user) return user;
    throw new TypeError(
      `The local identity has no user ${email}. Name one it has, or use --token or --role.`,
    );
  }
  if (!role && !scope) return { who: 'a caller without a token', hasToken: false };
  const caller = { roles: role ?? [], scopes: scope ?? [] };
  return { who: `a caller with ${describeCaller(caller)}`, hasToken: true, caller };
}
