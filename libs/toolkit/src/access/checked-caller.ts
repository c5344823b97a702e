import type { GrantSentences } from './describe-grants.ts';
import type { Caller } from '@lambda-nest/access/policy';

/** A caller, and what each layer finds when it looks at what they brought. */
export type CheckedCaller = Readonly<{
  /** For people: `user@example.com`, `a caller with the role USERS`. */
  who: string;
  hasToken: boolean;
  /** Whom the token makes known; absent without a token, or when it is no good. */
  caller?: Caller;
  /** What the token says of roles and of scopes, and where. */
  grants?: GrantSentences;
  /** Scopes as the gateway reads them. Default those of `caller`. */
  gatewayScopes?: readonly string[];
  /** Why the gateway cannot judge tokens at all, so that it has no authorizer. */
  gatewayObstacle?: string;
  /** Why the gateway's authorizer rejects the token, in words. */
  gatewayRejection?: string;
  /** Why the application rejects it. */
  applicationRejection?: string;
}>;

/** `role USERS, no scope` */
export function describeCaller({ roles, scopes }: Caller): string {
  return `${list('role', roles)}, ${list('scope', scopes)}`;
}

function list(kind: string, names: readonly string[]): string {
  return names.length === 0 ? `no ${kind}` : `${kind}${names.length > 1 ? 's' : ''} ${names.join(' and ')}`;
}
