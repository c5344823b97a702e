import type { DynamicModule, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Context } from 'aws-lambda';
import type { EventSource, LambdaHandler } from '@lambda-nest/gateway';
import { createLog } from '@lambda-nest/log';
import { buildContext, buildHttpApiEvent, type EventSketch } from './events/build-event.ts';
import { startKeySetServer, type KeySetServer } from './key-set-server.ts';
import { mint, signingKey, type MintOptions } from './mint-token.ts';
import { startGoogle, type StubGoogle } from './stub-google.ts';
import { createApp, createLambda, describeInvocation, findEnv, type App } from '@lambda-nest/application';
import { exampleEnvironment } from '@lambda-nest/application/env';
import { replyAsGoogle } from './reply-as-google.ts';
import { fitEnvironment } from './fit-environment.ts';
import { checkResult } from './document/check-result.ts';
import { readResponse, type ApiResponse } from './read-response.ts';

export type TestApi = App &
  Readonly<{
    /** Rejects a response that is not what the OpenAPI document says, where the documented module is among the modules. */
    handler: LambdaHandler;
    keys: KeySetServer;
    /** Google's accounts and sign-in, answering as for a project in which everything is right until told otherwise. */
    google: StubGoogle;
    /** Everything that was logged so far, parsed. */
    lines: Record<string, unknown>[];
    /** The same as it was written. */
    output: string[];
    /** Sends a request as an HTTP API event through the handler. */
    request: (sketch: EventSketch, context?: Context) => Promise<ApiResponse>;
    /** Sends any event through the handler. */
    send: (event: unknown, context?: Context) => Promise<ApiResponse>;
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

export type StartOptions = Readonly<{
  /** Root module of the application. */
  module: Type | DynamicModule;
  /** Module whose routes respond as the committed OpenAPI document says, wherever it is among the modules. Default: none. */
  documented?: Type;
  /** Variables beside those of a laptop; `undefined` takes one away. */
  environment?: Readonly<Record<string, string | undefined>>;
  eventSources?: readonly EventSource[];
}>;

/**
 * Starts the application behind its Lambda handler, with an issuer of its own: a key-set server and a stand-in for
 * Google on free ports, and tokens signed with a throw-away key.
 */
export async function startApi({
  module,
  documented,
  environment = {},
  eventSources,
}: StartOptions): Promise<TestApi> {
  const keys = await startKeySetServer({ keys: [signingKey().jwk] });
  const google = await startGoogle(replyAsGoogle);
  const close = async (): Promise<void> => {
    await Promise.all([keys.close(), google.close()]);
  };
  const output: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    output.push(line);
    lines.push(JSON.parse(line) as Record<string, unknown>);
  };
  const log = createLog({ level: 'debug', write, context: describeInvocation });
  const addresses = { JWT_ISSUER_JWKS_URI: keys.uri, FIREBASE_AUTH_EMULATOR_HOST: google.host };
  const started = await createApp(module, {
    environment: fitEnvironment(
      { ...exampleEnvironment(findEnv(module)?.variables ?? {}), ...TEST_ENVIRONMENT, ...addresses },
      environment,
    ),
    log,
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const lambda = createLambda(
    eventSources ? { ...started, config: { ...started.config, eventSources } } : started,
  );
  const modules = [...started.app.get(ModulesContainer).values()];
  const isDocumented = documented !== undefined && modules.some(({ metatype }) => metatype === documented);
  const handler: LambdaHandler = isDocumented
    ? async (event, context) => checkResult(event, await lambda(event, context))
    : lambda;
  const send = async (event: unknown, context = buildContext()): Promise<ApiResponse> =>
    readResponse(await handler(event, context));
  return {
    ...started,
    handler,
    keys,
    google,
    lines,
    output,
    send,
    request: (sketch, context) => send(buildHttpApiEvent(sketch), context),
    bearer: (payload = {}, options = {}) => ({ authorization: `Bearer ${mint({ ...options, payload })}` }),
    close: async () => {
      await started.app.close();
      await close();
    },
  };
}
