import type { GoogleResponse, GoogleRequest } from './stub-google.ts';
import { firebaseClaims, mint } from './mint-token.ts';

/** Answers as Google does for a project in which every user has an active account and every password is right. */
export function replyAsGoogle({ path, body }: GoogleRequest): GoogleResponse {
  if (path.endsWith('accounts:lookup')) {
    const { localId = [] } = JSON.parse(body) as { localId?: string[] };
    return lookUp(accountOf(localId[0] ?? 'nobody'));
  }
  if (path.endsWith('accounts:batchGet')) return { body: { users: [accountOf('uid-user')] } };
  if (path.endsWith('accounts:update')) return { body: JSON.parse(body) as object };
  if (path.endsWith('accounts:signInWithPassword')) return { body: signedIn() };
  if (path.endsWith('accounts:sendOobCode')) return { body: { email: 'user@example.com' } };
  if (path.endsWith('accounts:signUp')) return { body: signedIn() };
  return { body: refreshed() };
}

/** Of accounts by their id: those that begin with `uid-disabled` are. */
function accountOf(localId: string): Record<string, unknown> {
  const state = localId.startsWith('uid-disabled') ? { disabled: true } : {};
  return { ...state, localId, email: `${localId}@example.com`, createdAt: '1769860800000' };
}

/** What an account look-up says of one account. */
export function lookUp(account: Record<string, unknown>): GoogleResponse {
  return { body: { kind: 'identitytoolkit#GetAccountInfoResponse', users: [account] } };
}

/** What Google says to a right password, with members beside that were not asked for. */
export function signedIn(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: 'identitytoolkit#VerifyPasswordResponse',
    localId: 'uid-user',
    email: 'user@example.com',
    displayName: 'Sam Example',
    idToken: mint(),
    registered: true,
    profilePicture: 'https://example.com/sam.png',
    refreshToken: 'AMf-refresh',
    expiresIn: '3600',
    ...more,
  };
}

function refreshed(): Record<string, unknown> {
  return {
    access_token: mint(),
    expires_in: '3600',
    token_type: 'Bearer',
    refresh_token: 'AMf-refresh',
    id_token: mint({ payload: firebaseClaims() }),
    user_id: 'uid-user',
    project_id: '1234567890',
  };
}
