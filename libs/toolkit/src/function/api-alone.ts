/** What the function that describes an API has alone: sign-in, management of accounts and the docs page, each by its switch. */
const SWITCHES = ['AUTH_PASSWORD_FLOW', 'AUTH_SIGN_UP', 'ACCOUNTS', 'DOCS'];

/** Variables that are of no use without, and left out in functions that add routes. */
export const LEFT_IN_OTHERS: ReadonlySet<string> = new Set([
  'FIREBASE_APP_API_KEY',
  'SIGN_IN_TABLE',
  'DOCS_CLIENT_ID',
  'DOCS_SCOPES',
  'DOCS_EMULATOR_USERS',
]);

/** What is said to functions that add routes to the API of another one: they do without the secrets and permissions of that. */
export const OFF_IN_OTHERS: Readonly<Record<string, string>> = Object.fromEntries(
  SWITCHES.map((name) => [name, 'off']),
);

/** The variables of an API as functions have them that add routes to it. */
export function variablesInOthers<Value>(
  variables: Readonly<Record<string, Value>>,
): Record<string, Value | string> {
  const left = Object.entries(variables).filter(([name]) => !LEFT_IN_OTHERS.has(name));
  return { ...Object.fromEntries(left), ...OFF_IN_OTHERS };
}
