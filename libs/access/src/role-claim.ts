/** Claims that say something else than roles: registered ones, Firebase's own, and those a user can edit. */
const UNFIT_CLAIMS = new Set(
  [
    'iss sub aud exp nbf iat jti auth_time nonce acr amr azp at_hash c_hash sid typ alg kid crit cnf act',
    'scope scp client_id token_use gty event_id origin_jti username cognito:username identities',
    'firebase user_id uid sign_in_provider displayName photoURL',
    'name given_name family_name middle_name nickname preferred_username profile picture website email',
    // Supabase and Clerk: what users write about themselves.
    'user_metadata unsafe_metadata raw_user_meta_data',
    'email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at',
  ]
    .join(' ')
    .split(' '),
);

const EVERY_OBJECT_HAS = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/**
 * Says why a claim cannot be the source of roles; `undefined` when it can. A claim that its owner can edit, or that
 * means something else, would let callers choose their own roles.
 */
export function findRoleClaimViolation(claimName: string): string | undefined {
  if (claimName.trim() === '') return 'is empty. Name the claim that holds the roles, e.g. groups.';
  if (claimName !== claimName.trim() || claimName.length > 256)
    return 'is not a claim name: remove the white space.';
  const names = claimName.split('.');
  if (claimName.startsWith('.') || claimName.endsWith('.') || claimName.includes('..'))
    return 'has an empty name beside a dot. Write the way to the claim as realm_access.roles.';
  if (names.some((name) => EVERY_OBJECT_HAS.has(name)))
    return 'names a property that every object has. Choose another claim.';
  if (UNFIT_CLAIMS.has(claimName) || UNFIT_CLAIMS.has(names[0] ?? '')) {
    return 'names a claim that is reserved or that users can edit. Choose one that only your identity provider sets, e.g. groups.';
  }
  // Cognito lets users write these unless the app client forbids it.
  if (claimName.startsWith('custom:')) {
    return 'names a Cognito custom attribute, which users can edit unless forbidden. Use cognito:groups.';
  }
  return undefined;
}
