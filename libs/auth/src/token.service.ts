import { Inject, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import {
  isError,
  SignInRejected,
  SignInUnavailable,
  TooManyAttempts,
  type PasswordTokens,
  type SignIn,
  type Tokens,
} from '@lambda-nest/identity';
import type { Log, LogFields, Metrics } from '@lambda-nest/log';
import { ERRORS, Problem } from '@lambda-nest/problem';
import { LOG, METRICS, SIGN_IN, type ApiConfig } from '@lambda-nest/application';
import { FailuresUnavailable } from './failure.store.ts';
import { GrantRejected } from './grant-rejected.exception.ts';
import { hashAccount } from './hash-account.ts';
import { SignInLimit } from './sign-in-limit.service.ts';
import { SignInLocked } from './sign-in-locked.exception.ts';
import type { TokenRequest } from './token-request.dto.ts';
import type { Token } from './token.dto.ts';

/** Exchanges a password or a refresh token for a bearer token, at the identity provider, and logs what came of it. */
@Injectable()
export class TokenService {
  readonly #signIn: SignIn;
  readonly #limit: SignInLimit;
  readonly #log: Log;
  readonly #metrics: Metrics;
  readonly #scope: string;

  constructor(
    @Inject(SIGN_IN) signIn: SignIn,
    limit: SignInLimit,
    @Inject(LOG) log: Log,
    @Inject(METRICS) metrics: Metrics,
    @Inject(ConfigService) config: ApiConfig,
  ) {
    this.#signIn = signIn;
    this.#limit = limit;
    this.#log = log;
    this.#metrics = metrics;
    this.#scope = config.get('issuers', { infer: true })[0].issuer;
  }

  /** @param address of the client, `''` when it is not known */
  async grant(request: TokenRequest, address: string): Promise<Token> {
    if (request.grant_type === 'refresh_token') return this.#refresh(request.refresh_token ?? '', address);
    return this.#withPassword(request.username ?? '', request.password ?? '', address);
  }

  async #refresh(refreshToken: string, address: string): Promise<Token> {
    const about = { grant: 'refresh_token' };
    const signIn = () => this.#signIn.withRefreshToken(refreshToken);
    const signedIn = await this.#reporting(about, 'The refresh token is not valid.', () =>
      this.#limit.guard({ address }, signIn),
    );
    return toToken(signedIn);
  }

  async #withPassword(username: string, password: string, address: string): Promise<Token> {
    const about = { grant: 'password', account: hashAccount(username, this.#scope) };
    const signIn = () => this.#signIn.withPassword({ email: username, password });
    // One response for an unknown account, a wrong password and a disabled account.
    const detail = 'The username or password is not right, or the account may not sign in.';
    const signedIn = await this.#reporting(about, detail, () =>
      this.#limit.guard({ account: username, address }, signIn),
    );
    return toToken(signedIn);
  }

  async #reporting<Result extends Tokens>(
    about: LogFields,
    detail: string,
    signIn: () => Promise<Result>,
  ): Promise<Result> {
    try {
      const signedIn = await signIn();
      this.#log.info('signed in', { ...about, subject: signedIn.localId });
      return signedIn;
    } catch (error) {
      const problem = toProblem(error, detail);
      if (isError(error, SignInRejected)) {
        this.#log.warn('sign-in failed', { ...about, reason: error.reason });
        this.#metrics.count('FailedSignIns');
      }
      if (isOutage(error)) this.#metrics.count('SignInUnavailable');
      if (problem instanceof SignInLocked) {
        this.#metrics.count('LockedSignIns');
        const { by, retryAfter } = problem;
        this.#log.warn('sign-in locked', { ...about, by, retryAfter });
      }
      throw problem;
    }
  }
}

const SECOND_FACTOR =
  'The account has a second factor, which is not taken here. Sign in with a client of the identity provider.';

/** Of the identity provider, or of what counts failures: without either no caller is signed in. */
function isOutage(error: unknown): error is SignInUnavailable | FailuresUnavailable {
  return isError(error, SignInUnavailable) || isError(error, FailuresUnavailable);
}

function toProblem(error: unknown, rejection: string): unknown {
  // A caller who gets this far knows the password.
  if (isError(error, SignInRejected) && error.reason === 'MFA_REQUIRED')
    return new GrantRejected('mfa_required', SECOND_FACTOR, error);
  if (isError(error, SignInRejected)) return new GrantRejected('invalid_grant', rejection, error);
  if (isError(error, TooManyAttempts)) return new SignInLocked('provider', error.retryAfter);
  if (!isOutage(error)) return error;
  return new Problem({
    ...ERRORS.signInUnavailable,
    headers: { 'Retry-After': String(error.retryAfter) },
    cause: error,
  });
}

function toToken({ idToken, refreshToken, expiresIn, ...account }: Tokens | PasswordTokens): Token {
  return {
    ...account,
    refreshToken,
    expiresIn: String(expiresIn),
    access_token: idToken,
    token_type: 'bearer',
    expires_in: expiresIn,
    refresh_token: refreshToken,
  };
}
