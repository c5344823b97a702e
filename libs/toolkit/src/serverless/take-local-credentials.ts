import { isLocalAws } from './is-local-aws.ts';

/** Set by the shell, a profile or a pipeline: one that is set is meant. */
const CREDENTIALS = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'];

/**
 * Credentials for the local AWS (`npm run cloud`), which takes any: with them a machine that has none for AWS deploys there. Empty
 * when credentials are set, or when `AWS_ENDPOINT_URL` leads elsewhere than to this machine.
 */
export function takeLocalCredentials(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  if (CREDENTIALS.some((name) => environment[name]) || !isLocalAws(environment)) return {};
  return { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
}
