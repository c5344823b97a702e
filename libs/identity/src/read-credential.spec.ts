import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGoogle, type StubGoogle } from '@lambda-nest/testing';
import { readCredential } from './read-credential.ts';

const ROLE = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
};

let google: StubGoogle;
const before = { ...process.env };
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());
beforeEach(() => {
  google.requests.length = 0;
  Object.assign(process.env, ROLE);
});
afterEach(() => {
  for (const name of Object.keys(ROLE)) delete process.env[name];
  Object.assign(process.env, before);
});

/** As infra/google-credentials.md has it, with Google on this machine. */
const configuration = () => ({
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/lambda',
  subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
  token_url: `http://${google.host}/v1/token`,
  service_account_impersonation_url: `http://${google.host}/v1/projects/-/serviceAccounts/api-lambda@demo.iam.gserviceaccount.com:generateAccessToken`,
  credential_source: {
    environment_id: 'aws1',
    regional_cred_verification_url:
      'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
  },
});

describe('a configuration of type external_account', () => {
  it('proves the function’s role to Google, and gives the token of the service account', async () => {
    google.replyWith(({ path }) =>
      path === '/v1/token'
        ? { body: { access_token: 'federated', token_type: 'Bearer', expires_in: 3600 } }
        : { body: { accessToken: 'of-the-account', expireTime: new Date(Date.now() + 3_600_000) } },
    );
    const credential = await readCredential(JSON.stringify(configuration()));
    const { access_token: token, expires_in: seconds } = await credential.getAccessToken();
    expect(token).toBe('of-the-account');
    expect(seconds).toBeGreaterThan(3_000);
    expect(seconds).toBeLessThanOrEqual(3_600);
    const [exchange, impersonation] = google.requests;
    const proof = decodeURIComponent(new URLSearchParams(exchange?.body).get('subject_token') ?? '');
    expect(JSON.parse(proof)).toMatchObject({
      url: 'https://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
      method: 'POST',
    });
    expect(proof).toContain('AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/');
    expect(impersonation?.headers['authorization']).toBe('Bearer federated');
  });

  it('gives no token when Google does not trust the role', async () => {
    google.replyWith({ status: 403, body: { error: 'unauthorized_client' } });
    const credential = await readCredential(JSON.stringify(configuration()));
    await expect(credential.getAccessToken()).rejects.toThrow();
  });

  it.each([
    ['for another cloud', { credential_source: { file: '/CANARY' } }],
    ['that runs a program', { credential_source: { executable: { command: 'CANARY' } } }],
    ['of a newer version', { credential_source: { environment_id: 'aws2' } }],
    ['without a source', { credential_source: undefined }],
    ['without an address for the proof', { credential_source: { environment_id: 'aws1' } }],
  ])('is rejected %s, without a word of it', async (_what, change) => {
    await expect(readCredential(JSON.stringify({ ...configuration(), ...change }))).rejects.toThrow(
      'credentials must give the JSON text of a service account key, or of an external_account configuration for AWS.',
    );
  });
});
