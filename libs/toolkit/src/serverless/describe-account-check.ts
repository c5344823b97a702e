import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { projectOf, type Parameters } from './parameters.ts';

/**
 * Says which routes cannot be used after a deployment, because they look accounts up and the function has no Google
 * credentials to do it with; nothing when there are none.
 */
export function describeAccountCheck(
  parameters: Parameters,
  routes: readonly ExpectedRoute[],
): string | undefined {
  const { accountCheck, googleCredentialsFile, googleCredentialsParameter } = parameters;
  const checked = routes.filter(
    ({ isAccountChecked, enabledBy }) =>
      isAccountChecked && (enabledBy === undefined || parameters[enabledBy] !== 'off'),
  );
  const hasCredentials = Boolean(googleCredentialsFile || googleCredentialsParameter);
  if (!projectOf(parameters) || accountCheck === 'off' || hasCredentials || checked.length === 0)
    return undefined;
  const names = checked.map(({ method, path }) => `${method} ${path}`).join(', ');
  return (
    `${names} will reply 503: accounts are looked up there, and the function gets no Google credentials. ` +
    'Give it some (infra/google-credentials.md), or pass --param accountCheck=off.'
  );
}
