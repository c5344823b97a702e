import { startGoogle } from '@lambda-nest/testing';
import { parseToken } from '@lambda-nest/gateway/model';
import { DISABLED_ACCOUNT } from '@lambda-nest/toolkit/conformance';
import { startUserPool } from './start-user-pool.ts';

type Variables = Readonly<Record<string, string>>;

export type DisabledAccounts = Readonly<{
  /** Whether anything can be asked about accounts. */
  exist: boolean;
  /**
   * Starts what is asked.
   *
   * @param groups every name of a role that a token has, as the provider calls it
   */
  start(groups: readonly string[]): Promise<Asked>;
}>;

type Asked = Readonly<{
  /** Variables that lead there. */
  environment: Variables;
  close(): Promise<void>;
}>;

const INTROSPECTION = 'JWT_INTROSPECTION_URI';

const NOTHING: Asked = { environment: {}, close: async () => {} };

/**
 * One account that is disabled, where the application asks about accounts: at Google, of which `startApi` has a stand-in that says
 * so of the same account; at a Cognito user pool or at the introspection endpoint of another issuer, of which one is started.
 */
export function disableAccounts(environment: Variables): DisabledAccounts {
  const isFirebase = !environment['JWT_ISSUER'] || environment['FIREBASE_PROJECT_ID'] !== undefined;
  if (isFirebase) return { exist: true, start: async () => NOTHING };
  if (environment[INTROSPECTION] !== undefined) return { exist: true, start: startIntrospection };
  if (environment['ACCOUNTS'] !== 'on') return { exist: false, start: async () => NOTHING };
  return {
    exist: true,
    start: async (groups) => ({ environment: {}, ...(await startUserPool(groups, isDisabled)) }),
  };
}

async function startIntrospection(): Promise<Asked> {
  const provider = await startGoogle(({ body }) => ({ body: { active: !isDisabled(subjectIn(body)) } }));
  return {
    environment: { [INTROSPECTION]: `http://${provider.host}/introspect` },
    close: provider.close,
  };
}

/** Providers put something of their own before or behind an account's id. */
function isDisabled(name: unknown): boolean {
  return typeof name === 'string' && name.includes(DISABLED_ACCOUNT);
}

function subjectIn(form: string): unknown {
  return parseToken(new URLSearchParams(form).get('token') ?? '')?.claims['sub'];
}
