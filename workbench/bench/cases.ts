import { join } from 'node:path';
import { healthEvent, tokenEvent, whoamiEvent } from './events.ts';
import type { Deployment } from './function/start-function.ts';
import {
  sampleEnvironment,
  type StubProvider,
} from '../../libs/toolkit/src/build/code-cache/stub-provider.ts';
import type { Builds } from './prepare-product.ts';
import type { Measure } from './read-options.ts';

/** One request to one deployment: what a measure compares. */
export type Case = Readonly<{
  name: string;
  deployment: Deployment;
  event: object;
  /** Status its response must have, or nothing is measured. */
  status: number;
  /** This project's own, as against the peers. */
  ours: boolean;
  /** What of it can be measured; all where it says nothing. */
  only?: readonly Measure[];
}>;

/** The unit of every ratio. */
export const BARE = 'bare handler';
export const PRODUCT = 'this project';
export const REJECTED = 'this project, code cache rejected';
export const WHOAMI = 'this project, whoami with a token';
export const SIGN_IN = 'this project, POST auth/token';
export const PLAIN = 'this project, built with --plain';
export const CACHED_HONO = "Hono with this project's bundle and code cache";
export const GROWN = 'this project, 300 more routes';
export const TRACED = 'this project, with OpenTelemetry';
export const FASTIFY = 'Fastify + @fastify/aws-lambda';

const PEERS = [
  { name: BARE, folder: 'bare', file: 'index.mjs' },
  { name: 'Hono', folder: 'hono', file: 'index.mjs' },
  { name: 'Powertools event handler', folder: 'powertools', file: 'index.mjs' },
  // Outside of Lambda's client nothing gives it the trace that it needs.
  {
    name: 'Powertools tracer, bare handler',
    folder: 'tracer',
    file: 'index.mjs',
    only: ['first', 'start', 'size'],
  },
  { name: 'Express + serverless-express', folder: 'express', file: 'index.mjs' },
  { name: FASTIFY, folder: 'fastify', file: 'index.mjs' },
  { name: 'NestJS as most people write it', folder: 'nest', file: 'index.js' },
] as const;

/** Everybody answering the health route. */
export const peerCases = (benchFolder: string): Case[] =>
  PEERS.map(({ folder, file, ...peer }) => ({
    ...peer,
    deployment: { folder: join(benchFolder, 'dist', folder), handler: 'index.handler', file },
    event: healthEvent(),
    status: 200,
    ours: false,
  }));

/** The bare handler below the distribution of OpenTelemetry that AWS has as a layer, as that layer starts it. */
export const distroCases = (benchFolder: string, collector: string): Case[] =>
  [
    { name: 'ADOT, bare handler', fast: 'false' },
    { name: 'ADOT with its fast start, bare handler', fast: 'true' },
  ].map(({ name, fast }) => ({
    name,
    deployment: {
      folder: join(benchFolder, 'dist', 'bare'),
      handler: 'index.handler',
      file: 'index.mjs',
      environment: {
        NODE_OPTIONS: `--require ${join(benchFolder, DISTRO)}`,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
        OTEL_AWS_LAMBDA_FAST_START: fast,
      },
    },
    event: healthEvent(),
    status: 200,
    ours: false,
    only: ['first'],
  }));

const DISTRO = 'node_modules/@aws/aws-distro-opentelemetry-node-autoinstrumentation/build/src/register.js';

/** The product on the routes the budgets name. */
export function productCases(builds: Builds, provider: StubProvider, collector: string): Case[] {
  const make = (name: string, folder: string, event: object, environment: object = {}): Case => ({
    name,
    deployment: {
      folder,
      handler: 'lambda.handler',
      file: 'lambda.mjs',
      environment: { ...sampleEnvironment(provider), ...environment },
    },
    event,
    status: 200,
    ours: true,
  });
  return [
    make(PRODUCT, builds.product, healthEvent()),
    make(REJECTED, builds.rejected, healthEvent()),
    make(PLAIN, builds.plain, healthEvent()),
    make(WHOAMI, builds.product, whoamiEvent(provider.token)),
    make(SIGN_IN, builds.product, tokenEvent()),
    make(GROWN, builds.grown, healthEvent()),
    make(TRACED, builds.traced, healthEvent(), { OTEL_EXPORTER_OTLP_ENDPOINT: collector }),
    { ...make(CACHED_HONO, builds.cachedHono, healthEvent()), ours: false },
  ];
}
