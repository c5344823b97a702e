import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { letRespond } from '#problem';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.ts';
import { callerOf } from './caller.ts';
import { decide } from './decide.ts';
import { readDeclaration } from './declare.decorators.ts';
import { isAccountChecked } from './is-account-checked.ts';
import { refusalOf } from './refuse.ts';
import { reportCheckedCall, reportDenial } from './report-access.ts';

/**
 * May you? Lets a request pass when the route's declaration allows the caller that `AuthGuard` verified. Without
 * one, or without a declaration, nobody passes: the guard is closed by itself, whatever ran before it.
 */
@Injectable()
export class RolesGuard implements CanActivate {
  readonly #options: Pick<AccessOptions, 'checkedRoles' | 'log'>;

  constructor(@Inject(ACCESS_OPTIONS) options: Pick<AccessOptions, 'checkedRoles' | 'log'>) {
    this.#options = options;
  }

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return false;
    const declaration = readDeclaration(context.getClass(), context.getHandler());
    const http = context.switchToHttp();
    const caller = callerOf(http.getRequest<Request>());
    const { allowed, reason } = decide(declaration, caller);
    const { log, checkedRoles = [] } = this.#options;
    if (!allowed) {
      const status = caller ? 403 : 401;
      reportDenial(log, context, { reason, status, subject: caller?.claims.sub });
      throw refusalOf(reason, declaration);
    }
    if (caller && declaration && isAccountChecked(declaration, checkedRoles))
      reportCheckedCall(log, context, caller.claims.sub);
    letRespond(http.getResponse<Response>());
    return true;
  }
}
