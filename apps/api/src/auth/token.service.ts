import { Inject, Injectable } from '@nestjs/common';
import { currentInvocation } from '#gateway';
import {
  SignInRefused,
  SignInUnavailable,
  TooManyAttempts,
  type PasswordTokens,
  type SignIn,
  type Tokens,
} from '#identity';
import { Problem } from '#problem';
import { SIGN_IN } from '../identity.module.ts';
import { GrantRefused } from './grant-refused.exception.ts';
import { SignInLimit, tooManyAttempts } from './sign-in-limit.service.ts';
import type { TokenRequest } from './token-request.dto.ts';
import type { Token } from './token.dto.ts';

/** Exchanges a password or a refresh token for a bearer token, at the identity provider. */
@Injectable()
export class TokenService {
  readonly #signIn: SignIn;
  readonly #limit: SignInLimit;

  constructor(@Inject(SIGN_IN) signIn: SignIn, limit: SignInLimit) {
    this.#signIn = signIn;
    this.#limit = limit;
  }

  async grant(request: TokenRequest): Promise<Token> {
    if (request.grant_type === 'refresh_token') return this.#refresh(request.refresh_token ?? '');
    return this.#withPassword(request.username ?? '', request.password ?? '');
  }

  async #refresh(refreshToken: string): Promise<Token> {
    try {
      const signIn = () => this.#signIn.withRefreshToken(refreshToken);
      return toToken(await this.#limit.guard({ source: sourceOfRequest() }, signIn));
    } catch (error) {
      throw toProblem(error, 'The refresh token is not valid.');
    }
  }

  async #withPassword(username: string, password: string): Promise<Token> {
    try {
      const signIn = () => this.#signIn.withPassword({ email: username, password });
      return toToken(await this.#limit.guard({ account: username, source: sourceOfRequest() }, signIn));
    } catch (error) {
      // One answer for an unknown account, a wrong password, a disabled account and a missing second factor.
      throw toProblem(error, 'The username or password is not right, or the account may not sign in.');
    }
  }
}

function sourceOfRequest(): string {
  return currentInvocation()?.sourceIp ?? '';
}

function toProblem(error: unknown, refusal: string): unknown {
  if (error instanceof SignInRefused) return new GrantRefused('invalid_grant', refusal, error);
  if (error instanceof TooManyAttempts) return tooManyAttempts(error.retryAfter);
  if (!(error instanceof SignInUnavailable)) return error;
  return new Problem({
    status: 503,
    detail: 'Signing in is not possible right now. Try again later.',
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
