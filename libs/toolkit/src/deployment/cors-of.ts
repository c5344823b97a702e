import type { CorsConfig } from '@lambda-nest/gateway/model';

/** The CORS of a gateway that lets browsers call from these origins. */
export function corsOf(allowOrigins: readonly string[]): CorsConfig {
  return {
    allowOrigins,
    allowHeaders: ['authorization', 'content-type'],
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    // What clients read of a rejection; the application exposes the same where no gateway does: cross-origin.ts
    exposeHeaders: ['retry-after', 'www-authenticate', 'apigw-requestid'],
    maxAge: 600,
  };
}
