import { isError } from './is-error.ts';
import { createAccountMail, type AccountMailOptions } from './account-mail.ts';
import { googleAddress } from './google-address.ts';
import { postToGoogle } from './post-to-google.ts';
import { SignInUnavailable } from './sign-in.errors.ts';

export interface SignUp {
  /**
   * Makes an account and has a mail sent with which its owner verifies the address. Where there is one already, its owner
   * gets a mail to set another password: as many calls as the other way, and no word of which it was.
   *
   * @throws SignInRejected, TooManyAttempts or SignInUnavailable
   */
  create(credentials: Readonly<{ email: string; password: string }>): Promise<void>;
}

/**
 * Makes the sign-up of one Firebase project.
 *
 * @throws TypeError when an option is wrong
 * @see https://firebase.google.com/docs/reference/rest/auth#section-create-email-password
 */
export function createSignUp(options: AccountMailOptions): SignUp {
  const { tenantId, timeoutMs = 8_000, ...project } = options;
  const url = googleAddress(project, 'identitytoolkit.googleapis.com', '/v1/accounts:signUp');
  const mail = createAccountMail({ ...options, timeoutMs: timeoutMs / 2 });
  return {
    create: async ({ email, password }) => {
      const body = JSON.stringify({ email, password, returnSecureToken: true, tenantId });
      try {
        const { idToken } = await postToGoogle(url, 'application/json', body, timeoutMs / 2);
        await mail.sendVerification(String(idToken));
      } catch (error) {
        if (!(isError(error, SignInUnavailable) && error.detail === 'EMAIL_EXISTS')) throw error;
        await mail.sendPasswordReset(email);
      }
    },
  };
}
