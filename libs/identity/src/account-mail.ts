import { isError } from './is-error.ts';
import { googleAddress, type GoogleProject } from './google-address.ts';
import { postToGoogle } from './post-to-google.ts';
import { SignInRejected } from './sign-in.errors.ts';

export type AccountMailOptions = GoogleProject &
  Readonly<{
    /** Firebase tenant of the accounts. */
    tenantId?: string | undefined;
    /** Milliseconds for one mail: 1 to 9500. Default 8000. */
    timeoutMs?: number;
  }>;

/** Has Firebase write to people, from the templates of the project. */
export interface AccountMail {
  /** Resolves alike whether the account exists or not. */
  sendPasswordReset(email: string): Promise<void>;
  /** To the address of the account that the ID token belongs to. */
  sendVerification(idToken: string): Promise<void>;
}

/**
 * Makes the mail of one Firebase project. Both methods throw `SignInRejected`, `TooManyAttempts` or `SignInUnavailable`.
 *
 * @throws TypeError when an option is wrong
 * @see https://firebase.google.com/docs/reference/rest/auth#section-send-password-reset-email
 */
export function createAccountMail({
  tenantId,
  timeoutMs = 8_000,
  ...project
}: AccountMailOptions): AccountMail {
  const url = googleAddress(project, 'identitytoolkit.googleapis.com', '/v1/accounts:sendOobCode');
  const send = (request: object) =>
    postToGoogle(url, 'application/json', JSON.stringify({ ...request, tenantId }), timeoutMs);
  return {
    sendPasswordReset: async (email) => {
      try {
        await send({ requestType: 'PASSWORD_RESET', email });
      } catch (error) {
        // A project without protection against enumeration says so; no other project does.
        if (!(isError(error, SignInRejected) && ABSENT.has(error.reason))) throw error;
      }
    },
    sendVerification: async (idToken) => void (await send({ requestType: 'VERIFY_EMAIL', idToken })),
  };
}

const ABSENT = new Set(['EMAIL_NOT_FOUND', 'USER_NOT_FOUND', 'USER_DISABLED', 'INVALID_EMAIL']);
