import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { letRespond } from '#problem';
import { callerOf } from './caller.ts';
import { decide } from './decide.ts';
import { readDeclaration } from './declare.decorators.ts';
import { refusalOf } from './refuse.ts';

/**
 * May you? Lets a request pass when the route's declaration allows the caller that `AuthGuard` verified. Without
 * one, or without a declaration, nobody passes: the guard is closed by itself, whatever ran before it.
 */
@Injectable()
export class RolesGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return false;
    const declaration = readDeclaration(context.getClass(), context.getHandler());
    const http = context.switchToHttp();
    const { allowed, reason } = decide(declaration, callerOf(http.getRequest<Request>()));
    if (!allowed) throw refusalOf(reason, declaration);
    letRespond(http.getResponse<Response>());
    return true;
  }
}
