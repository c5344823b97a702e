import type { DynamicModule, Type } from '@nestjs/common';
import type { Context } from 'aws-lambda';
import { createHandler, type EventSource, type LambdaHandler } from '#gateway';
import { createLog } from '#log';
import { buildContext, buildHttpApiEvent, type EventSketch } from '../../../libs/gateway/test/build-event.ts';
import { startKeySetServer, type KeySetServer } from '../../../libs/identity/test/key-set-server.ts';
import { mint, signingKey, type MintOptions } from '../../../libs/identity/test/mint-token.ts';
import { AppModule } from '../src/app.module.ts';
import { createApp, type App } from '../src/create-app.ts';

/** What a Lambda client sees of an answer, whatever its source. */
export type Answer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  json: () => Record<string, unknown>;
}>;

export type TestApi = App &
  Readonly<{
    handler: LambdaHandler;
    keys: KeySetServer;
    /** Everything that was logged so far, parsed. */
    lines: Record<string, unknown>[];
    /** Sends a request as an HTTP API event through the handler. */
    request: (sketch: EventSketch, context?: Context) => Promise<Answer>;
    /** A bearer header with a token of these claims. */
    bearer: (payload?: Record<string, unknown>, options?: MintOptions) => { authorization: string };
    close: () => Promise<void>;
  }>;

export const TEST_ENVIRONMENT = {
  RUNTIME: 'LOCAL',
  AWS_API_GW_STAGE_NAME: '$default',
  AWS_API_GW_MAPPING_KEY: 'nest',
  FIREBASE_PROJECT_ID: 'demo-proj',
  FIREBASE_APP_API_KEY: 'test-key',
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
} as const;

/**
 * Starts the application behind its Lambda handler, with an issuer of its own: a key-set server on a free port, and
 * tokens signed with a throw-away key.
 */
export async function startApi({
  module = AppModule,
  environment = {},
  eventSources,
}: {
  module?: Type | DynamicModule;
  environment?: Record<string, string>;
  eventSources?: EventSource[];
} = {}): Promise<TestApi> {
  const key = signingKey();
  const keys = await startKeySetServer({ keys: [key.jwk] });
  const lines: Record<string, unknown>[] = [];
  const log = createLog({
    level: 'debug',
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  const started = await createApp(module, {
    environment: { ...TEST_ENVIRONMENT, JWT_ISSUER_JWKS_URI: keys.uri, ...environment },
    log,
  });
  const handler = createHandler(started.app.getHttpAdapter().getInstance(), {
    eventSources: eventSources ?? started.config.eventSources,
    log,
  });
  return {
    ...started,
    handler,
    keys,
    lines,
    request: async (sketch, context = buildContext()) =>
      toAnswer(await handler(buildHttpApiEvent(sketch), context)),
    bearer: (payload = {}, options = {}) => ({ authorization: `Bearer ${mint({ ...options, payload })}` }),
    close: async () => {
      await started.app.close();
      await keys.close();
    },
  };
}

function toAnswer(result: unknown): Answer {
  const { statusCode, headers, body, isBase64Encoded } = result as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
    isBase64Encoded: boolean;
  };
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  return { status: statusCode, headers, text, json: () => JSON.parse(text) as Record<string, unknown> };
}
