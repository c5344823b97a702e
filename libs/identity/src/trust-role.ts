import type { Credential } from 'firebase-admin/app';
import { AwsClient } from 'google-auth-library';

/** What the account look-up asks for; the service account's own permissions are less. */
const SCOPES = [
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/identitytoolkit',
];

/** A configuration of type `external_account` for AWS, as far as it is looked at here. */
export type AwsConfiguration = ConstructorParameters<typeof AwsClient>[0];

/**
 * Makes a credential by which Google trusts the role of this function: Google's library takes the keys of the role from the
 * variables that Lambda sets.
 *
 * @see https://docs.cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds
 */
export function trustRole(configuration: AwsConfiguration): Credential {
  const client = new AwsClient(configuration);
  client.scopes = SCOPES;
  return {
    getAccessToken: async () => {
      const { token } = await client.getAccessToken();
      const remaining = (client.credentials.expiry_date ?? 0) - Date.now();
      return { access_token: token ?? '', expires_in: Math.max(0, Math.floor(remaining / 1000)) };
    },
  };
}
