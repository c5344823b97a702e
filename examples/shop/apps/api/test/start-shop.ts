import { startApi, type TestApi } from '@lambda-nest/testing/api';
import { AppModule } from '../src/app.module.ts';

export type Shop = Readonly<{
  api: TestApi;
  /** Sends a request as a user of the shop; a body goes as JSON. */
  send: (method: string, path: string, options?: SendOptions) => ReturnType<TestApi['request']>;
  close: () => Promise<void>;
}>;

export type SendOptions = Readonly<{
  /** `sub` of the caller's token. Default `user`; `undefined` sends no token. */
  as?: string | undefined;
  scope?: string;
  groups?: readonly string[];
  body?: unknown;
  query?: string;
}>;

/** Starts the shop behind its Lambda handler on the database of the specs; its responses are held to its OpenAPI document. */
export async function startShop(environment: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const { DATABASE_URL, RATES_URL, UPLOADS_BUCKET, UPLOADS_ENDPOINT } = process.env;
  const api = await startApi({
    module: AppModule,
    documented: AppModule,
    environment: {
      DATABASE_URL,
      RATES_URL,
      UPLOADS_BUCKET,
      UPLOADS_ENDPOINT,
      ACCOUNT_CHECK: 'off',
      ...environment,
    },
  });
  return {
    api,
    send: (method, path, options = {}) => {
      const { as = 'user', groups = ['USERS'], scope, body, query } = options;
      const isAnonymous = 'as' in options && options.as === undefined;
      return api.request({
        method,
        path: query === undefined ? path : `${path}?${query}`,
        headers: isAnonymous ? {} : api.bearer({ sub: as, user_id: as, groups, scope }),
        body,
      });
    },
    close: api.close,
  };
}
