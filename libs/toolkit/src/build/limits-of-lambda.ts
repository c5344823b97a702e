/** What a package offers that cannot work in a function, and what to do instead. */
export type Limit = Readonly<{
  package: string;
  /** Exports whose use shows that it is wanted; without any, an import of the package does. */
  exports: readonly string[];
  /** One sentence that ends with what to do. */
  sentence: string;
}>;

const TIMERS =
  'Lambda freezes a function between requests, so its timers do not fire: have a schedule of EventBridge call the code.';
const SOCKETS =
  'A function holds no connection open, so no client can connect: use a WebSocket API of API Gateway, or a container.';
const LISTENERS =
  'A function listens to nothing between requests, so its handlers of messages are not called: have SQS, SNS or EventBridge invoke a function.';
const WORKERS =
  'Lambda freezes a function between requests, so its workers take no jobs: put jobs into SQS and have it invoke a function.';
const STREAMS =
  'API Gateway sends a reply when it is complete, so events arrive all at once or, after its time limit, not at all: have the client poll, or use a WebSocket API.';

const AGENTS =
  'An agent measures packages that it changes as Node loads them, and Node loads none from a bundle: record spans by the API of OpenTelemetry, as with @lambda-nest/telemetry.';
const FASTIFY =
  'It needs Fastify, and createApp runs Nest on Express, so the application does not start: use ApolloDriver of @nestjs/apollo.';

/** By the package as it is imported. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
export const LIMITS: readonly Limit[] = [
  {
    package: '@nestjs/schedule',
    exports: ['ScheduleModule', 'Cron', 'Interval', 'Timeout'],
    sentence: TIMERS,
  },
  { package: 'cron', exports: ['CronJob'], sentence: TIMERS },
  { package: 'node-cron', exports: ['default', 'schedule'], sentence: TIMERS },
  { package: 'node-schedule', exports: ['default', 'scheduleJob'], sentence: TIMERS },
  { package: 'croner', exports: ['Cron'], sentence: TIMERS },
  { package: 'agenda', exports: ['default', 'Agenda'], sentence: TIMERS },
  { package: 'toad-scheduler', exports: ['ToadScheduler'], sentence: TIMERS },
  { package: 'socket.io', exports: ['Server'], sentence: SOCKETS },
  { package: 'ws', exports: ['WebSocketServer'], sentence: SOCKETS },
  { package: '@nestjs/websockets', exports: ['WebSocketGateway'], sentence: SOCKETS },
  { package: '@nestjs/platform-socket.io', exports: ['IoAdapter'], sentence: SOCKETS },
  { package: '@nestjs/platform-ws', exports: ['WsAdapter'], sentence: SOCKETS },
  { package: '@nestjs/graphql', exports: ['Subscription'], sentence: SOCKETS },
  { package: '@nestjs/microservices', exports: ['MessagePattern', 'EventPattern'], sentence: LISTENERS },
  {
    package: '@golevelup/nestjs-rabbitmq',
    exports: ['RabbitSubscribe', 'RabbitRPC', 'RabbitHandler'],
    sentence: LISTENERS,
  },
  { package: '@ssut/nestjs-sqs', exports: ['SqsMessageHandler'], sentence: LISTENERS },
  { package: 'sqs-consumer', exports: ['Consumer'], sentence: LISTENERS },
  { package: '@nestjs/bullmq', exports: ['Processor'], sentence: WORKERS },
  { package: '@nestjs/bull', exports: ['Processor'], sentence: WORKERS },
  { package: 'bullmq', exports: ['Worker'], sentence: WORKERS },
  { package: '@nestjs/common', exports: ['Sse'], sentence: STREAMS },
  { package: 'newrelic', exports: [], sentence: AGENTS },
  { package: 'dd-trace', exports: [], sentence: AGENTS },
  { package: 'elastic-apm-node', exports: [], sentence: AGENTS },
  {
    package: '@opentelemetry/auto-instrumentations-node',
    exports: ['getNodeAutoInstrumentations'],
    sentence: AGENTS,
  },
  {
    package: '@nestjs/mercurius',
    exports: ['MercuriusDriver', 'MercuriusFederationDriver'],
    sentence: FASTIFY,
  },
];

/** Of a text such as `**\/*.entity{.ts,.js}`, by which packages look for an application's modules among its files. */
export const PATTERNS =
  'In a bundle modules are no files that a pattern finds: import the classes and list them, or have Nest collect them (autoLoadEntities).';

/** A method of Nest's application that asks for what cannot work. */
export type LimitedMethod = Readonly<{
  sentence: string;
  /** A method that makes it work, where some module calls it. */
  unless?: string;
}>;

const ENGINES =
  "Express finds its view engine by a name, by which a bundle has no package: import the engine and register it, app.engine('hbs', hbs.__express).";

/** Methods of Nest's application, wherever they are called. */
export const LIMITED_METHODS: Readonly<Record<string, LimitedMethod>> = {
  connectMicroservice: { sentence: LISTENERS },
  startAllMicroservices: { sentence: LISTENERS },
  createMicroservice: { sentence: LISTENERS },
  setViewEngine: { sentence: ENGINES, unless: 'engine' },
};
