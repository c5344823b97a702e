import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { projectOf, type Parameters } from './parameters.ts';
import { switchedOnRoutes } from './switched-on-routes.ts';

/** The parameter by which routes are there that manage accounts: Google is asked whatever `accountCheck` says. */
const ACCOUNTS = 'accounts';

/**
 * Says which routes cannot be used after a deployment, because they ask Google about accounts and the function has no
 * credentials to do it with, and which parameters do without; nothing when there are none.
 */
export function describeAccountCheck(
  parameters: Parameters,
  routes: readonly ExpectedRoute[],
): string | undefined {
  const { accountCheck, googleCredentialsFile, googleCredentialsParameter } = parameters;
  if (!projectOf(parameters) || googleCredentialsFile || googleCredentialsParameter) return undefined;
  const served = switchedOnRoutes(routes, parameters);
  const isManaging = ({ enabledBy }: ExpectedRoute): boolean => enabledBy === ACCOUNTS;
  const asking = served.filter(
    (route) => isManaging(route) || (route.isAccountChecked && accountCheck !== 'off'),
  );
  if (asking.length === 0) return undefined;
  const names = asking.map(({ method, path }) => `${method} ${path}`).join(', ');
  const ways = [
    asking.some((route) => !isManaging(route)) && 'accountCheck=off',
    asking.some(isManaging) && `${ACCOUNTS}=off`,
  ];
  return (
    `${names} will reply 503: accounts are looked up there, and the function gets no Google credentials. ` +
    `Give it some (infra/google-credentials.md), or pass --param ${ways.filter(Boolean).join(' --param ')}.`
  );
}
