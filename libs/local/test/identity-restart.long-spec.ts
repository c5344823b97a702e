import { afterEach, describe, expect, it } from '@jest/globals';
import type { LocalGateway } from '../src/gateway/start-gateway.ts';
import { startGateway } from '../src/gateway/start-gateway.ts';
import type { LocalIdentity } from '../src/identity/start-identity.ts';
import { startIdentity } from '../src/identity/start-identity.ts';
import { recordEvents } from './record-events.ts';
import type { Received } from './send-request.ts';
import { headerOf, sendRequest } from './send-request.ts';
import { startIssuer } from '@lambda-nest/testing';

let identity: LocalIdentity;
let gateway: LocalGateway;

afterEach(async () => {
  await gateway.close();
  await identity.close();
});

async function tokenOf({ port }: LocalIdentity): Promise<string> {
  const { body } = await sendRequest(port, {
    method: 'POST',
    path: '/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=any',
    headers: ['Host', 'localhost', 'Content-Type', 'application/json'],
    body: JSON.stringify({ email: 'user@example.com', password: 'password', returnSecureToken: true }),
  });
  return (JSON.parse(body) as { idToken: string }).idToken;
}

const call = (token: string): Promise<Received> =>
  sendRequest(gateway.port, { path: '/local/x', headers: ['Authorization', `Bearer ${token}`] });

describe('an identity that is killed and restarted', () => {
  it('leads to the right error meanwhile, and to accepted tokens within 2 s of its return', async () => {
    identity = await startIdentity({ port: 0 });
    gateway = await startGateway({
      stage: 'local',
      routes: [{ method: 'GET', path: '/x', authorizer: true, scopes: [] }],
      authorizer: { issuer: identity.issuer, audience: ['demo-local'], discoveryUri: identity.discoveryUri },
      runner: recordEvents(),
      port: 0,
    });
    const former = await tokenOf(identity);
    const issuer = await startIssuer();
    const foreign = issuer.mint({ iss: identity.issuer, aud: 'demo-local' });
    await issuer.close();
    expect((await call(former)).status).toBe(200);

    await identity.close();
    expect((await call(former)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const unreachable = await call(foreign);
    expect(unreachable.status).toBe(401);
    expect(headerOf(unreachable, 'www-authenticate')).toBe(
      'Bearer scope="" error="invalid_token" error_description="OIDC discovery endpoint communication error"',
    );

    identity = await startIdentity({ port: identity.port });
    const back = Date.now();
    const fresh = await tokenOf(identity);
    expect((await call(fresh)).status).toBe(200);
    expect(Date.now() - back).toBeLessThan(2_000);
  }, 60_000);
});
