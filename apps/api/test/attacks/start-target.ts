import { startApi, type StartOptions, type TestApi } from '../start-api.ts';
import { withTestRoutes } from '../test-routes.ts';

export type Target = TestApi & Readonly<{ ran: string[] }>;

/** The application beside the routes of the tests, open to every kind of event; `ran` notes which handlers ran. */
export async function startTarget(options: Omit<StartOptions, 'module'> = {}): Promise<Target> {
  const ran: string[] = [];
  const environment = {
    EVENT_SOURCES: 'all',
    FIREBASE_APP_API_KEY: 'CANARY-API-KEY',
    ...options.environment,
  };
  return { ...(await startApi({ ...options, module: withTestRoutes(ran), environment })), ran };
}
