import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Request, Response } from 'express';
import { isError, InvalidToken, KeysUnavailable, type Claims } from '@lambda-nest/identity';
import { letReject } from '@lambda-nest/problem';
import { IDENTITY_UNAVAILABLE, noteAccess } from './access-note.ts';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { rememberClaims } from './caller.ts';
import { governingDeclaration } from './governing-declaration.ts';
import { readBearerToken } from './read-bearer-token.ts';
import { reportDenial } from './report-access.ts';
import { credentialsMissing, credentialsRejected, identityUnavailable, rejectionOf } from './reject.ts';

/**
 * Who are you? Lets a request pass when its route is public or its bearer token is verified, and remembers what the
 * token says: `RolesGuard` decides what follows from it. Anything else is 401, or 503 when it cannot be known. The gateway's `requestContext` is never asked.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  readonly #options: Pick<AccessOptions, 'verifier' | 'log'>;
  readonly #modules: ModulesContainer | undefined;

  constructor(
    @Inject(ACCESS_OPTIONS) options: Pick<AccessOptions, 'verifier' | 'log'>,
    @Optional() @Inject(ModulesContainer) modules?: ModulesContainer,
  ) {
    this.#options = options;
    this.#modules = modules;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const http = context.switchToHttp();
    letReject(http.getResponse<Response>());
    const declaration = governingDeclaration(this.#modules, context.getClass(), context.getHandler());
    if (declaration?.kind === 'public') return true;
    const request = http.getRequest<Request>();
    const claims = await this.#identify(request, context);
    if (declaration === undefined) throw rejectionOf('undeclared', declaration);
    rememberClaims(request, claims);
    return true;
  }

  async #identify(request: Request, context: ExecutionContext): Promise<Claims> {
    const credentials = readBearerToken(request);
    if (credentials.kind === 'none') {
      reportDenial(this.#options.log, context, { reason: 'no-credentials', status: 401 });
      throw credentialsMissing();
    }
    if (credentials.kind === 'malformed') throw this.#reject(context, 'malformed');
    return this.#verify(credentials.token, context);
  }

  async #verify(token: string, context: ExecutionContext): Promise<Claims> {
    try {
      return await this.#options.verifier.verify(token);
    } catch (error) {
      if (isError(error, KeysUnavailable)) {
        noteAccess(context.switchToHttp().getRequest<Request>(), IDENTITY_UNAVAILABLE);
        throw identityUnavailable(error.retryAfter, error);
      }
      // Anything else is a mistake of ours: the caller is not let in, and not told that the token is bad.
      throw isError(error, InvalidToken) ? this.#reject(context, error.reason, error) : error;
    }
  }

  /** A warning: behind a gateway such a token has passed it. */
  #reject(context: ExecutionContext, reason: string, cause?: unknown) {
    reportDenial(this.#options.log, context, { reason, status: 401 });
    return credentialsRejected(cause);
  }
}
