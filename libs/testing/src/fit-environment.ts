type Environment = Readonly<Record<string, string | undefined>>;

/** What only a Firebase project, or another provider whose accounts are managed, can do. */
const OF_FIREBASE = { AUTH_PASSWORD_FLOW: 'off', AUTH_SIGN_UP: 'off', ACCOUNTS: 'off' };

/**
 * Default variables, and a test's own over them. Where these name another issuer than Firebase, what is Firebase's among the defaults is left
 * out: an application rejects both at once.
 */
export function fitEnvironment(defaults: Environment, own: Environment): Environment {
  const isFirebase = !own['JWT_ISSUER'] || own['FIREBASE_PROJECT_ID'] !== undefined;
  if (isFirebase) return { ...defaults, ...own };
  const others = Object.entries(defaults).filter(([name]) => !name.startsWith('FIREBASE_'));
  return { ...Object.fromEntries(others), ...OF_FIREBASE, ...own };
}
