import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startGoogle, type StubGoogle } from '@lambda-nest/testing';
import { lookUp } from '@lambda-nest/testing/api';
import { interceptHttps, type InterceptedHttps } from './intercept-https.ts';
import { startApi, type TestApi } from './start-api.ts';

/** What Lambda sets of the function's role. */
const ROLE = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
};

let google: StubGoogle;
let accounts: InterceptedHttps;
let api: TestApi;
const before = { ...process.env };

beforeAll(async () => {
  Object.assign(process.env, ROLE);
  google = await startGoogle(({ path }) =>
    path === '/v1/token'
      ? { body: { access_token: 'federated', token_type: 'Bearer', expires_in: 3600 } }
      : { body: { accessToken: 'of-the-account', expireTime: new Date(Date.now() + 3_600_000) } },
  );
  accounts = interceptHttps(() => lookUp({ localId: 'uid-admin' }));
  api = await startApi({
    environment: {
      FIREBASE_AUTH_EMULATOR_HOST: undefined,
      GOOGLE_CREDENTIALS: JSON.stringify({
        type: 'external_account',
        audience:
          '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/lambda',
        subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
        token_url: `http://${google.host}/v1/token`,
        service_account_impersonation_url: `http://${google.host}/v1/api-lambda:generateAccessToken`,
        credential_source: {
          environment_id: 'aws1',
          regional_cred_verification_url:
            'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
        },
      }),
    },
  });
});

afterAll(async () => {
  await api.close();
  await google.close();
  accounts.restore();
  for (const name of Object.keys(ROLE)) delete process.env[name];
  Object.assign(process.env, before);
});

it('looks an administrator up with the identity of the function’s role, by three requests', async () => {
  const headers = api.bearer({ sub: 'uid-admin', user_id: 'uid-admin', groups: ['ADMINS'] });
  const { status } = await api.request({ path: '/v1/admin/endpoints', headers });
  expect(status).toBe(200);
  expect(google.requests.map(({ path }) => path)).toEqual([
    '/v1/token',
    '/v1/api-lambda:generateAccessToken',
  ]);
  expect(accounts.asked).toEqual([
    'https://identitytoolkit.googleapis.com/v1/projects/demo-proj/accounts:lookup',
  ]);
});
