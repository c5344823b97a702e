import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccountUnknown, InvalidToken, KeysUnavailable, readScopes, type Claims } from '#identity';
import { letReject } from '#problem';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { rememberCaller, type VerifiedCaller } from './caller.ts';
import { decide } from './decide.ts';
import type { Declaration } from './declaration.ts';
import { readDeclaration } from './declare.decorators.ts';
import { isAccountChecked } from './is-account-checked.ts';
import { readBearerToken } from './read-bearer-token.ts';
import { readRoles } from './read-roles.ts';
import { reportDenial } from './report-access.ts';
import { credentialsMissing, credentialsRefused, identityUnavailable, refusalOf } from './refuse.ts';

/**
 * Who are you? Lets a request pass when its route is public or its bearer token is verified, and remembers the caller.
 * Anything else is 401, or 503 when it cannot be known. The gateway's `requestContext` is never asked.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  readonly #options: AccessOptions;

  constructor(@Inject(ACCESS_OPTIONS) options: AccessOptions) {
    this.#options = options;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const http = context.switchToHttp();
    letReject(http.getResponse<Response>());
    const declaration = readDeclaration(context.getClass(), context.getHandler());
    if (declaration?.kind === 'public') return true;
    const request = http.getRequest<Request>();
    const caller = await this.#identify(request, context);
    if (declaration === undefined) throw refusalOf('undeclared', declaration);
    await this.#checkAccount(declaration, caller, context);
    rememberCaller(request, caller);
    return true;
  }

  async #identify(request: Request, context: ExecutionContext): Promise<VerifiedCaller> {
    const credentials = readBearerToken(request);
    if (credentials.kind === 'none') {
      reportDenial(this.#options.log, context, { reason: 'no-credentials', status: 401 });
      throw credentialsMissing();
    }
    if (credentials.kind === 'malformed') throw this.#reject(context, 'malformed');
    const claims = await this.#verify(credentials.token, context);
    const { rolesClaim, isMachine } = this.#options;
    const roles = isMachine?.(claims) ? [] : readRoles(claims, rolesClaim);
    return { claims, roles, scopes: readScopes(claims) };
  }

  async #verify(token: string, context: ExecutionContext): Promise<Claims> {
    try {
      return await this.#options.verifier.verify(token);
    } catch (error) {
      if (error instanceof KeysUnavailable) throw identityUnavailable(error.retryAfter, error);
      // Anything else is a mistake of ours: the caller is not let in, and not told that the token is bad.
      throw error instanceof InvalidToken ? this.#reject(context, error.code, { cause: error }) : error;
    }
  }

  /** Routes that only checked roles open also ask whether the account still stands, once the caller would be let in. */
  async #checkAccount(
    declaration: Declaration,
    caller: VerifiedCaller,
    context: ExecutionContext,
  ): Promise<void> {
    const { accounts, checkedRoles = [] } = this.#options;
    if (!accounts || !isAccountChecked(declaration, checkedRoles) || !decide(declaration, caller).allowed)
      return;
    const status = await accounts.check(caller.claims).catch((error: unknown) => {
      throw error instanceof AccountUnknown ? identityUnavailable(error.retryAfter, error) : error;
    });
    if (status !== 'active') throw this.#reject(context, `account-${status}`, { subject: caller.claims.sub });
  }

  /** A warning: behind a gateway such a token has passed it, as one of a disabled account does. */
  #reject(
    context: ExecutionContext,
    reason: string,
    { cause, subject }: { cause?: unknown; subject?: string } = {},
  ) {
    reportDenial(this.#options.log, context, { reason, status: 401, subject });
    return credentialsRefused(cause);
  }
}
