import { readFileSync } from 'node:fs';
import type { Declaration } from '@lambda-nest/access/policy';

/** What the declarations in the code say of a route at the gateway. */
export type ExpectedRoute = Readonly<{
  method: string;
  path: string;
  /** Name of the function that serves it, where several serve the API. */
  function?: string;
  operationName: string;
  /** The declaration, whole: what the application asks for beyond the gateway is in it too. */
  access: Declaration;
  /** Whether the application asks Firebase if the caller's account still stands. */
  isAccountChecked: boolean;
  /** Parameter that must be `on` for the route to be there. */
  enabledBy?: string;
  gateway: Readonly<{ authorizer: boolean; scopes: readonly string[] }>;
}>;

/** Folder of what `npm run contract` writes of the API, where serverless.yml reads it. */
export const STACK_CONTRACT = 'infra/generated';

/** The generated access table; that it says what the code says is for `npm run contract -- --check`. */
export function readExpectedRoutes(file = `${STACK_CONTRACT}/access.json`): readonly ExpectedRoute[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { routes: ExpectedRoute[] }).routes;
}
