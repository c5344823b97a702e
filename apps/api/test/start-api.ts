import * as testing from '../../../libs/testing/src/start-api.ts';
import { AppModule } from '../src/app.module.ts';

export { TEST_ENVIRONMENT, type TestApi } from '../../../libs/testing/src/start-api.ts';

export type StartOptions = Partial<testing.StartOptions>;

/** The API as a root module with its OpenAPI document, for what starts an application. */
export const API = { module: AppModule, documented: AppModule } as const;

/** Starts this API, or a module that has it among its imports; its responses are held to its OpenAPI document. */
export const startApi = (options: StartOptions = {}): Promise<testing.TestApi> =>
  testing.startApi({ ...API, ...options });
