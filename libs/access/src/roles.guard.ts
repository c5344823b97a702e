import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Request, Response } from 'express';
import { isError, AccountUnknown, type Claims } from '@lambda-nest/identity';
import { letRespond } from '@lambda-nest/problem';
import { IDENTITY_UNAVAILABLE, noteAccess } from './access-note.ts';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { claimsOf, rememberCaller, type VerifiedCaller } from './caller.ts';
import { decide } from './decide.ts';
import type { Declaration } from './declaration.ts';
import { governingDeclaration } from './governing-declaration.ts';
import { isAccountChecked } from './is-account-checked.ts';
import { MissingRolesWatch } from './missing-roles.watch.ts';
import { readBearerToken } from './read-bearer-token.ts';
import { readGrants } from './read-grants.ts';
import { credentialsRejected, identityUnavailable, rejectionOf } from './reject.ts';
import { reportCheckedCall, reportDenial } from './report-access.ts';

type Options = Omit<AccessOptions, 'verifier'>;

/**
 * May you? Reads roles and scopes from what `AuthGuard` verified, and lets a request pass when the route's declaration
 * allows its sender. Without a verified token, or without a declaration, no caller passes: the guard is closed by itself,
 * whatever ran before it. Routes that only checked roles open also ask whether the account of a caller who would be let in
 * still stands.
 */
@Injectable()
export class RolesGuard implements CanActivate {
  readonly #options: Options;
  readonly #modules: ModulesContainer | undefined;
  readonly #missingRoles: MissingRolesWatch;

  constructor(
    @Inject(ACCESS_OPTIONS) options: Options,
    @Optional() @Inject(ModulesContainer) modules?: ModulesContainer,
  ) {
    this.#options = options;
    this.#modules = modules;
    this.#missingRoles = new MissingRolesWatch(options.log);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const declaration = governingDeclaration(this.#modules, context.getClass(), context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    const caller = this.#readCaller(claimsOf(request), declaration);
    const { allowed, reason } = decide(declaration, caller);
    if (!allowed) {
      const rejection = rejectionOf(reason, declaration);
      const status = rejection.getStatus();
      reportDenial(this.#options.log, context, { reason, status, subject: caller?.claims.sub });
      throw rejection;
    }
    if (caller && declaration && isAccountChecked(declaration, this.#options.checkedRoles ?? []))
      return this.#passChecked(caller, context);
    return this.#pass(caller, context);
  }

  #readCaller(claims: Claims | undefined, declaration: Declaration | undefined): VerifiedCaller | undefined {
    if (!claims) return undefined;
    const rules = this.#options.issuers?.get(claims.iss) ?? this.#options;
    if (declaration?.kind === 'restricted' && declaration.roles) this.#missingRoles.see(claims, rules);
    return { claims, ...readGrants(claims, rules) };
  }

  #pass(caller: VerifiedCaller | undefined, context: ExecutionContext): true {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (caller) rememberCaller(request, caller);
    noteAccess(request, { decision: caller ? 'allowed' : 'public' });
    letRespond(http.getResponse<Response>());
    return true;
  }

  async #passChecked(caller: VerifiedCaller, context: ExecutionContext): Promise<true> {
    const { accounts, hasAccount, log } = this.#options;
    if (accounts && (hasAccount?.(caller.claims) ?? true)) {
      const state = await accounts.check(caller.claims, tokenOf(context)).catch((error: unknown) => {
        if (!isError(error, AccountUnknown)) throw error;
        noteAccess(context.switchToHttp().getRequest<Request>(), IDENTITY_UNAVAILABLE);
        throw identityUnavailable(error.retryAfter, error);
      });
      if (state !== 'active') {
        reportDenial(log, context, { reason: `account-${state}`, status: 401, subject: caller.claims.sub });
        throw credentialsRejected();
      }
    }
    reportCheckedCall(log, context, caller.claims.sub);
    return this.#pass(caller, context);
  }
}

/** As AuthGuard read it: there is one, for it was verified. */
function tokenOf(context: ExecutionContext): string {
  const credentials = readBearerToken(context.switchToHttp().getRequest<Request>());
  return credentials.kind === 'token' ? credentials.token : '';
}
