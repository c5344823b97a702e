import { ERRORS } from '@lambda-nest/problem/codes';
import type { Reason, Declaration } from '@lambda-nest/access/policy';
import type { Credential } from './credential.ts';
import { findReason } from './find-reason.ts';

/** How a layer rejects: its status, its challenge and its body, letter by letter. */
export type ExpectedRejection = Readonly<{
  by: 'gateway' | 'application';
  status: 401 | 403;
  /** `WWW-Authenticate`, or what it matches; `null`: there is none; absent: nothing is known of it. */
  challenge?: string | RegExp | null;
  body: Readonly<Record<string, unknown>>;
}>;

/** `reached`: the request came to the route's handler, whatever that replies. */
export type ExpectedResponse = 'reached' | ExpectedRejection;

/** `absent`: the deployment leaves the route out, and replies as to any path that it does not know. */
export type Expectation = ExpectedResponse | 'absent';

/**
 * What a client sees through the gateway: its authorizer stands before every route that is not public and rejects what
 * it can tell by itself, a bad token and a missing scope; the rest is the application's.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
 */
export function expectThroughGateway(declaration: Declaration, credential: Credential): ExpectedResponse {
  if (declaration.kind === 'public') return 'reached';
  const { authorization, caller, gatewayCaller = caller } = credential;
  if (!gatewayCaller) return authorization === undefined ? GATEWAY.tokenMissing : GATEWAY.tokenRejected;
  const scopes = declaration.kind === 'restricted' ? declaration.scopes : undefined;
  const isScopeMissing = scopes && findReason({ kind: 'restricted', scopes }, gatewayCaller) !== undefined;
  return isScopeMissing ? GATEWAY.scopeMissing : expectAtHandler(declaration, credential);
}

/** What the application answers, whatever the event says that a gateway has found. */
export function expectAtHandler(declaration: Declaration, credential: Credential): ExpectedResponse {
  const { authorization, caller } = credential;
  const reason = findReason(declaration, caller);
  if (reason === undefined) return 'reached';
  if (reason === 'unknown-caller' && authorization !== undefined) return tokenRejected;
  return reject(reason, declaration);
}

const GATEWAY = {
  tokenMissing: {
    by: 'gateway',
    status: 401,
    challenge: /^Bearer\b/,
    body: { message: 'Unauthorized' },
  },
  // Which words describe the error is published for some cases only; the error itself for all.
  tokenRejected: {
    by: 'gateway',
    status: 401,
    challenge: /^Bearer\b.*\berror="invalid_token"/,
    body: { message: 'Unauthorized' },
  },
  scopeMissing: { by: 'gateway', status: 403, body: { message: 'Forbidden' } },
} as const satisfies Record<string, ExpectedRejection>;

const tokenRejected = problem(ERRORS.tokenInvalid, 'Bearer error="invalid_token"');

function reject(reason: Reason, declaration: Declaration): ExpectedRejection {
  switch (reason) {
    case 'unknown-caller':
      return problem(ERRORS.tokenMissing, 'Bearer');
    case 'no-role':
      return problem(ERRORS.noGroup, null);
    case 'other-role':
      return problem(ERRORS.otherGroup, null);
    case 'scope-missing':
      return problem(ERRORS.scopeMissing, scopeChallenge(declaration));
    default:
      throw new Error(`No route that starts is rejected for the reason ${reason}.`);
  }
}

type Denial = Readonly<{ status: 401 | 403; code: string; detail: string }>;

function problem({ status, code, detail }: Denial, challenge: string | null): ExpectedRejection {
  const title = status === 401 ? 'Unauthorized' : 'Forbidden';
  return {
    by: 'application',
    status,
    challenge,
    body: { type: 'about:blank', title, status, detail, code },
  };
}

function scopeChallenge(declaration: Declaration): string {
  const scopes = declaration.kind === 'restricted' ? (declaration.scopes ?? []) : [];
  return `Bearer error="insufficient_scope", scope="${scopes.join(' ')}"`;
}
