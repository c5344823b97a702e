import { ConfigService } from '@nestjs/config';
import { findRoleClaimFault } from '#access';
import { EVENT_SOURCES, type EventSource } from '#gateway';
import { DEFAULT_BODY_LIMITS } from '#input';
import { LOG_LEVELS, type LogLevel } from '#log';
import { EnvironmentReader, type Environment, type EnvironmentProblem } from './environment.reader.ts';
import { readFirebase, readIdentity, type FirebaseConfig, type IdentityConfig } from './identity.config.ts';
import { rejectDangers, rejectEmulators, rejectMisspellings } from './reject-dangers.ts';

/** Everything the application takes from its environment, checked and typed. */
export type Config = Readonly<{
  /** In AWS: stricter start-up checks. Never changes how a request is answered. */
  isDeployed: boolean;
  /** Name of the gateway's stage; `$default` when there is none in the path. */
  stage: string;
  /** Key of the custom domain's API mapping, if there is one. */
  mappingKey?: string;
  region: string;
  /** Port of `nest start`. */
  port: number;
  /** Claim that holds the caller's roles. */
  rolesClaim: string;
  identity: IdentityConfig;
  /** The Firebase project, when it is the identity provider. */
  firebase?: FirebaseConfig;
  /** Whether `POST /v1/auth/token` signs people in. */
  isPasswordFlowOn: boolean;
  areDocsOn: boolean;
  eventSources: readonly EventSource[];
  /** Bytes of a body, at most. */
  maxBodyBytes: number;
  /** Origins that browsers may call from, when no gateway answers for CORS. */
  corsOrigins: readonly string[];
  logLevel: LogLevel;
  isLogPretty: boolean;
}>;

/**
 * What Lambda takes of a request, headers and all; a body that arrives in base64 may have three quarters of it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LAMBDA_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** What modules inject: `config.get('port', { infer: true })`. */
export class ApiConfig extends ConfigService<Config, true> {}

/** Thrown at start with every problem of the environment at once. Holds no value of any variable. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly EnvironmentProblem[];

  constructor(problems: readonly EnvironmentProblem[]) {
    const list = problems.map(({ variable, problem }) => `  - ${variable} ${problem}`);
    super(
      `The environment is not fit to start with:\n${list.join('\n')}\n` +
        'Potential solutions: the README lists every variable; .env.development has values that work on a laptop.',
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** In AWS, or said to be: `RUNTIME=LAMBDA`, or no `RUNTIME` inside a Lambda function. */
export function isDeployed(environment: Environment): boolean {
  const runtime = environment['RUNTIME']?.trim();
  return runtime ? runtime === 'LAMBDA' : Boolean(environment['AWS_LAMBDA_FUNCTION_NAME']);
}

/**
 * Reads and checks the whole environment contract.
 *
 * @throws ConfigError with all problems at once
 */
export function parseConfig(environment: Environment): Config {
  const read = new EnvironmentReader(environment);
  const deployed = isDeployed(environment);
  if (deployed) rejectEmulators(read);
  rejectDangers(read);
  const identity = readIdentity(read, deployed);
  const firebase = readFirebase(read, deployed);
  const isPasswordFlowOn = read.oneOf('AUTH_PASSWORD_FLOW', ['on', 'off'], 'on') === 'on';
  if (isPasswordFlowOn && !firebase?.apiKey) {
    read.reject(
      'FIREBASE_APP_API_KEY',
      'is not set, but the password flow needs it. Set it, or set AUTH_PASSWORD_FLOW=off.',
    );
  }
  const mappingKey = read.matching(
    'AWS_API_GW_MAPPING_KEY',
    /^[\w.~-]+(?:\/[\w.~-]+)*$/,
    'an API mapping key',
  );
  const config: Config = {
    isDeployed: deployed,
    stage:
      read.matching('AWS_API_GW_STAGE_NAME', /^(?:\$default|[\w-]{1,128})$/, 'a stage name') ?? '$default',
    ...(mappingKey === undefined ? {} : { mappingKey }),
    region: read.matching('AWS_REGION', /^[a-z]{2}(?:-[a-z]+)+-\d$/, 'an AWS region') ?? 'us-east-1',
    port: read.integer('PORT', { least: 1, most: 65_535, otherwise: 3001 }),
    rolesClaim: readRolesClaim(read),
    identity,
    ...(firebase ? { firebase } : {}),
    isPasswordFlowOn,
    areDocsOn: read.oneOf('DOCS', ['on', 'off'], 'on') === 'on',
    eventSources: readEventSources(read),
    maxBodyBytes: read.integer('MAX_BODY_BYTES', {
      least: 1,
      most: LAMBDA_PAYLOAD_BYTES,
      otherwise: DEFAULT_BODY_LIMITS.bytes,
    }),
    corsOrigins: readCorsOrigins(read),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    isLogPretty: read.oneOf('LOG_FORMAT', ['json', 'pretty'], 'json') === 'pretty',
  };
  if (deployed && config.isLogPretty) read.reject('LOG_FORMAT', 'must be json in Lambda. Unset it.');
  rejectMisspellings(read);
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return config;
}

function readRolesClaim(read: EnvironmentReader): string {
  const name = 'JWT_AUTHORIZATION_GROUPS_ATTR_NAME';
  const claim = read.raw(name) ?? 'groups';
  const fault = findRoleClaimFault(claim);
  if (fault) read.reject(name, fault);
  return claim;
}

function readEventSources(read: EnvironmentReader): readonly EventSource[] {
  const names = read.list('EVENT_SOURCES');
  if (names.length === 0) return ['http-api'];
  if (names.length === 1 && names[0] === 'all') return EVENT_SOURCES;
  const sources = EVENT_SOURCES.filter((source) => names.includes(source));
  if (sources.length !== new Set(names).size) {
    read.reject('EVENT_SOURCES', `must be all, or a comma list of ${EVENT_SOURCES.join(', ')}.`);
  }
  return sources;
}

function readCorsOrigins(read: EnvironmentReader): readonly string[] {
  const origins = read.list('CORS_ORIGINS');
  if (!origins.every(isExactOrigin)) {
    read.reject('CORS_ORIGINS', 'must list exact origins such as https://app.example.com, never *.');
  }
  return origins;
}

function isExactOrigin(origin: string): boolean {
  return /^https?:/.test(origin) && URL.parse(origin)?.origin === origin;
}
