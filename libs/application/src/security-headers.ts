import type { NestExpressApplication } from '@nestjs/platform-express';

type Options = NonNullable<Parameters<NestExpressApplication['useSecurityHeaders']>[0]>;

/** An API is not a page: nothing may be loaded, framed or guessed. The docs page sets a policy of its own. */
export const SECURITY_HEADERS: Options = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
};

/** The same for responses sent before the application is asked: requests that are rejected, and time-outs. */
export const REJECTION_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
