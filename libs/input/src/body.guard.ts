import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { acceptedMediaTypes } from './accepted-media-types.ts';
import { MULTIPART_MEDIA_TYPE } from './consumes.decorator.ts';
import { DEFAULT_BODY_LIMITS, readBody, type BodyLimits } from './read-body.ts';
import { INTERCEPTORS_METADATA } from './nest-metadata.ts';
import { takesFiles } from './takes-files.ts';

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
    return this.#read(request, context);
  }

  async #read(request: Request, context: ExecutionContext): Promise<true> {
    const handler = context.getHandler();
    const accepted = acceptedMediaTypes(context.getClass(), handler);
    const isForm = accepted.includes(MULTIPART_MEDIA_TYPE);
    const hasFiles = isForm && takesFiles(context.getClass(), handler);
    const isLeftUnread = hasFiles || (isForm && hasInterceptors(context.getClass(), handler));
    request.body = await readBody(request, accepted, this.#limits, { hasFiles, isLeftUnread });
    return true;
  }
}

/** Whether a route has interceptors of its own, of which one may read the body: `NoFilesInterceptor` does. */
const hasInterceptors = (controller: object, handler: object): boolean =>
  [controller, handler].some((one) => Reflect.hasMetadata(INTERCEPTORS_METADATA, one));
