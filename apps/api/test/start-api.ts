import * as testing from '@lambda-nest/testing/api';
import { AppModule } from '../src/app.module.ts';

export { TEST_ENVIRONMENT, type TestApi } from '@lambda-nest/testing/api';

export type StartOptions = Partial<testing.StartOptions>;

/** The API as a root module with its OpenAPI document, for what starts an application. */
export const API = { module: AppModule, documented: AppModule } as const;

/** Starts this API, or a module that has it among its imports; its responses are held to its OpenAPI document. */
export const startApi = ({ environment = {}, ...options }: StartOptions = {}): Promise<testing.TestApi> =>
  testing.startApi({ ...API, ...options, environment: { ...switchesFor(environment), ...environment } });

/** Everything that can be switched on is, unless it is not for the provider of the test. */
function switchesFor(environment: NonNullable<StartOptions['environment']>) {
  const isFirebase =
    !('FIREBASE_PROJECT_ID' in environment) || environment['FIREBASE_PROJECT_ID'] !== undefined;
  return isFirebase ? { ACCOUNTS: 'on', AUTH_SIGN_UP: 'on' } : {};
}
