export type SeededUser = {
  uid: string;
  email: string;
  password: string;
  displayName: string;
  /** The custom claim `groups`; absent when empty, as with an account that was granted nothing. */
  groups: string[];
};

/** Who can sign in after every start. */
export const SEEDED_USERS: readonly SeededUser[] = [
  seeded('admin', 'Ada Admin', ['USERS', 'ADMINS']),
  seeded('user', 'Uma User', ['USERS']),
  seeded('guest', 'Gus Guest', []),
];

function seeded(uid: string, displayName: string, groups: string[]): SeededUser {
  return { uid, email: `${uid}@example.com`, password: 'password', displayName, groups };
}
