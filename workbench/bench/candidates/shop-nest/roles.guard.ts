import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { ClsService } from 'nestjs-cls';
import { expectRole, expectScope, verifyCaller } from '../shop/callers.js';

export const Public = () => SetMetadata('public', true);
export const Roles = (role: string) => SetMetadata('role', role);
export const Scopes = (scope: string) => SetMetadata('scope', scope);

@Injectable()
export class RolesGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly store: ClsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const read = <T>(key: string) =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    if (read('public')) return true;
    const caller = await verifyCaller(context.switchToHttp().getRequest<Request>().headers.authorization);
    const role = read<string>('role');
    const scope = read<string>('scope');
    if (role) expectRole(caller, role);
    if (scope) expectScope(caller, scope);
    this.store.set('caller', caller.sub);
    return true;
  }
}
