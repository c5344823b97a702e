import { isLocalAws } from './is-local-aws.ts';
import { projectOf, type Parameters } from './parameters.ts';

/** As infra/google-credentials.md makes it for a project. In the local AWS, Google's hosts are played, and take it as it is. */
const STAND_IN = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/local/providers/local',
  subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: {
    environment_id: 'aws1',
    regional_cred_verification_url:
      'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
  },
};

/**
 * Google credentials for the local AWS, as the text of their configuration, when none were given and the project is one that
 * exists on laptops only: Firebase keeps the names `demo-…` for those. `null` for everything else.
 *
 * @see https://firebase.google.com/docs/emulator-suite/connect_auth
 */
export function localGoogleCredentials(
  parameters: Parameters,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const { googleCredentialsFile, googleCredentialsParameter } = parameters;
  const isDemo = projectOf(parameters)?.startsWith('demo-') ?? false;
  if (googleCredentialsFile || googleCredentialsParameter || !isDemo || !isLocalAws(environment)) return null;
  return JSON.stringify(STAND_IN);
}
