import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { LocalIdentity } from '../../identity/start-identity.ts';
import type { CloudIdentity } from './cloud-identity.ts';

/**
 * The local Firebase Auth in the place of Google's, as functions and authorizers look for it.
 *
 * Google credentials of a function, whatever they are, become those of the emulator's administrator.
 */
export function firebaseIdentity({ url, issuer, discoveryUri }: LocalIdentity): CloudIdentity {
  return {
    issuer,
    discoveryUri,
    hosts: {
      'securetoken.google.com': url,
      'www.googleapis.com': url,
      'identitytoolkit.googleapis.com': `${url}/identitytoolkit.googleapis.com`,
      'securetoken.googleapis.com': `${url}/securetoken.googleapis.com`,
      'oauth2.googleapis.com': giveToken,
      'sts.googleapis.com': giveToken,
      'iamcredentials.googleapis.com': giveToken,
    },
  };
}

/** The emulator takes the bearer `owner` for an administrator. */
const giveToken: RequestListener = (message: IncomingMessage, response: ServerResponse) => {
  message.resume();
  const isImpersonation = message.url?.includes(':generateAccessToken') ?? false;
  const expireTime = new Date(Date.now() + 3_600_000).toISOString();
  const body = isImpersonation
    ? { accessToken: 'owner', expireTime }
    : {
        access_token: 'owner',
        token_type: 'Bearer',
        expires_in: 3600,
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
