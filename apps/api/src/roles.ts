/** Every role of this API, once. `@Roles` takes these names and no others. */
export const ROLES = ['USERS', 'ADMINS'] as const;

export type ApiRole = (typeof ROLES)[number];

/** Routes that only these roles open also look the account up: revoked within seconds, not within the hour. */
export const CHECKED_ROLES: readonly ApiRole[] = ['ADMINS'];

declare module '@lambda-nest/access' {
  interface AccessVocabulary {
    role: ApiRole;
  }
}
