import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { readConsumes } from './consumes.decorator.ts';
import { DEFAULT_BODY_LIMITS, readBody, type BodyLimits } from './read-body.ts';

const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Reads the body of a request once the guards before it have let its caller in, in the media types the route takes. A
 * guard rather than a middleware, because only here both are known: that the caller may, and which route it is.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  readonly #limits: BodyLimits;

  constructor(limits: Partial<BodyLimits> = {}) {
    this.#limits = { ...DEFAULT_BODY_LIMITS, ...limits };
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return false;
    const request = context.switchToHttp().getRequest<Request>();
    if (!METHODS_WITH_BODY.has(request.method)) {
      request.body = undefined;
      return true;
    }
    return this.#read(request, context.getHandler());
  }

  async #read(request: Request, handler: object): Promise<true> {
    request.body = await readBody(request, readConsumes(handler), this.#limits);
    return true;
  }
}
