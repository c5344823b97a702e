import 'reflect-metadata';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { RouteEntry } from '@lambda-nest/access';
import { toGatewayPath } from '@lambda-nest/access/policy';
import { findOperation } from './complete-document.ts';

// Keys of Nest's and of `@nestjs/swagger`'s metadata, which neither exports for other packages.
const REDIRECT = '__redirect__';
const RESPONSES = 'swagger/apiResponse';

/** What Nest replies with where `@Redirect()` names no status. */
const DEFAULT_STATUS = 302;

/**
 * Says of handlers with `@Redirect()` what they reply with: of these the document of `@nestjs/swagger` says the usual 200. Those
 * whose author described their responses keep that.
 *
 * @see https://docs.nestjs.com/controllers#redirection
 */
export function describeRedirections(document: OpenAPIObject, routes: readonly RouteEntry[]): void {
  for (const { method, path, handler } of routes) {
    const redirect =
      handler && (Reflect.getMetadata(REDIRECT, handler) as { statusCode?: number } | undefined);
    if (!redirect || Reflect.hasMetadata(RESPONSES, handler)) continue;
    const operation = findOperation(document, { method, path: toGatewayPath(path) });
    if (!operation) continue;
    const response = {
      description: 'Another address, in `Location`.',
      headers: { Location: { schema: { type: 'string' } } },
    };
    Object.assign(operation, { responses: { [redirect.statusCode ?? DEFAULT_STATUS]: response } });
  }
}
