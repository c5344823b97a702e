import { AccountRejection } from '../account.errors.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * A copy of claims with another value at a name or a way (`realm_access.roles`), found as roles are read: at each step the
 * longest name that is there counts. Where nothing is, the whole way becomes a name. `undefined` removes the member.
 *
 * @throws AccountRejection when something else than an object stands on the way
 */
export function writeClaim(claims: Members, way: string, value: unknown): Members {
  if (Object.hasOwn(claims, way)) return withMember(claims, way, value);
  for (let dot = way.lastIndexOf('.'); dot > 0; dot = way.lastIndexOf('.', dot - 1)) {
    const name = way.slice(0, dot);
    if (!Object.hasOwn(claims, name)) continue;
    const inner = claims[name];
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) {
      throw new AccountRejection(
        'impossible',
        'The account has a claim where its groups should be. Remove that claim first.',
      );
    }
    return { ...claims, [name]: writeClaim(inner as Members, way.slice(dot + 1), value) };
  }
  return withMember(claims, way, value);
}

function withMember(claims: Members, name: string, value: unknown): Members {
  const { [name]: _, ...others } = claims;
  return value === undefined ? others : { ...others, [name]: value };
}
