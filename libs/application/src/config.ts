import { ConfigService } from '@nestjs/config';
import type { GrantRules, RouteScopes } from '@lambda-nest/access';
import { EVENT_SOURCES, type AddressRule, type EventSource } from '@lambda-nest/gateway';
import { DEFAULT_BODY_LIMITS } from '@lambda-nest/input';
import type { LogLevel } from '@lambda-nest/log';
import { EnvironmentReader, type Environment } from './environment.reader.ts';
import { ConfigError } from './config.error.ts';
import { readAccounts, type AccountsConfig } from './accounts.config.ts';
import { CALLER_FORMS, type CallerForm } from './describe-caller.ts';
import { readDocsSignIn, readDocsUsers, type DocsSignIn, type DocsUser } from './docs.config.ts';
import { readFirebase, type FirebaseConfig } from './firebase.config.ts';
import { readGrantRules } from './grants.config.ts';
import { readIntrospection, type IntrospectionConfig } from './introspection.config.ts';
import { readIssuers, type IssuerConfig } from './issuers.config.ts';
import { readOriginSecrets } from './origin.config.ts';
import { rejectDangers, rejectEmulators, rejectMisspellings } from './reject-dangers.ts';
import { readReporting } from './reporting.config.ts';
import { readRouteScopes } from './route-scopes.config.ts';
import { isDeployed, isInLambda, RUNTIMES } from './runtime.ts';

/** Everything the application takes from its environment, checked and typed. */
export type Config = Readonly<{
  /** Anywhere but on a laptop: stricter start-up checks. Never changes how a request is handled. */
  isDeployed: boolean;
  /** Name of the gateway's stage; `$default` when there is none in the path. */
  stage: string;
  /** Key of the custom domain's API mapping, if there is one. */
  mappingKey?: string;
  region: string;
  /** Address and port of `nest start`: loopback, but in a container. */
  host: string;
  port: number;
  /** Whose tokens are accepted. */
  issuers: readonly [IssuerConfig, ...IssuerConfig[]];
  /** Where tokens say what their bearers may: of the first issuer, and of those that say nothing else. */
  grants: GrantRules;
  /** Scopes that operators set in place of the declared ones; absent: the declarations hold. */
  routeScopes?: RouteScopes;
  /** The Firebase project, when it is the identity provider. */
  firebase?: FirebaseConfig;
  /** Where the first issuer says whether a token still counts, when it is not Firebase. */
  introspection: IntrospectionConfig | null;
  /** Whether routes that only checked roles open also look the account up. */
  isAccountChecked: boolean;
  /** Whose accounts administrators manage. */
  accounts: AccountsConfig;
  /** Whether `POST /v1/auth/token` signs people in. */
  isPasswordFlowOn: boolean;
  /** Whether people make their own accounts: with the password flow alone. */
  isSignUpOn: boolean;
  /** Table of DynamoDB in which all sandboxes count failed sign-ins; absent: each counts its own. */
  signInTable?: string;
  docsEnabled: boolean;
  /** How the docs page signs in with another issuer than Firebase; absent: with a token that one has. */
  docsSignIn?: DocsSignIn;
  /** Users that the docs page offers, on a laptop with the local Firebase Auth alone. */
  docsUsers?: readonly DocsUser[];
  eventSources: readonly EventSource[];
  /** Whose address is the client's, where proxies stand before. */
  clientAddress: AddressRule;
  /** What the proxy before sends, one of which each request in Lambda must bring; empty: every request is accepted. */
  originSecrets: readonly string[];
  /** Bytes of a body, at most. */
  maxBodyBytes: number;
  /** Origins that browsers may call from, when no gateway answers for CORS. */
  corsOrigins: readonly string[];
  logLevel: LogLevel;
  isLogPretty: boolean;
  /** How the line of a request tells who called. */
  logCaller: CallerForm;
  /** What the log makes metrics of, under which name and for which function; absent: no metrics. */
  metrics?: MetricsConfig;
}>;

/** Metrics of the function as a whole, or of each route besides. */
export type MetricsConfig = Readonly<{ perRoute: boolean; namespace: string; functionName: string }>;

/**
 * What Lambda takes of a request, headers and all; a body that arrives in base64 may have three quarters of it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LAMBDA_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** What modules inject: `config.get('port', { infer: true })`. */
export class ApiConfig extends ConfigService<Config, true> {}

/**
 * Reads and checks the whole environment contract.
 *
 * @param readMore reads what an application declares beside it, and notes what is wrong with that
 * @throws ConfigError with all problems at once
 */
export function parseConfig(
  environment: Environment,
  readMore: (read: EnvironmentReader, deployed: boolean) => void = () => {},
): Config {
  const read = new EnvironmentReader(environment);
  const deployed = isDeployed(environment);
  const runtime = read.oneOf('RUNTIME', RUNTIMES, 'LAMBDA');
  if (deployed) rejectEmulators(read);
  rejectDangers(read);
  const grants = readGrantRules(read);
  const routeScopes = readRouteScopes(read);
  const issuers = readIssuers(read, deployed, grants);
  const firebase = readFirebase(read, deployed);
  const accounts = readAccounts(read, firebase, issuers[0]);
  const introspection = readIntrospection(read, deployed, issuers[0]);
  const docsSignIn = readDocsSignIn(read, deployed, issuers[0]);
  const docsUsers = readDocsUsers(read, deployed, firebase);
  const isPasswordFlowOn = read.oneOf('AUTH_PASSWORD_FLOW', ['on', 'off'], 'on') === 'on';
  if (isPasswordFlowOn && !firebase?.apiKey) {
    read.reject(
      'FIREBASE_APP_API_KEY',
      'is not set, but the password flow needs it. Set it, or set AUTH_PASSWORD_FLOW=off.',
    );
  }
  const signInTable = read.matching(
    'SIGN_IN_TABLE',
    /^[\w.-]{3,255}$/,
    'the name of a DynamoDB table, of 3 to 255 letters, digits and . _ -',
  );
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
    host: readHost(read, runtime === 'CONTAINER'),
    port: read.integer('PORT', { least: 1, most: 65_535, otherwise: 3001 }),
    issuers,
    grants,
    ...(routeScopes === undefined ? {} : { routeScopes }),
    ...(firebase ? { firebase } : {}),
    // Not left out: @nestjs/config would load what finds a value by its path.
    introspection: introspection ?? null,
    isAccountChecked: readAccountCheck(
      read,
      Boolean(firebase?.projectId || introspection || accounts.kind !== 'none'),
    ),
    accounts,
    isPasswordFlowOn,
    isSignUpOn: read.oneOf('AUTH_SIGN_UP', ['on', 'off'], 'off') === 'on' && isPasswordFlowOn,
    ...(signInTable !== undefined && isPasswordFlowOn && { signInTable }),
    docsEnabled: read.oneOf('DOCS', ['on', 'off'], 'on') === 'on',
    ...(docsSignIn === undefined ? {} : { docsSignIn }),
    ...(docsUsers !== undefined && isPasswordFlowOn && { docsUsers }),
    eventSources: readEventSources(read),
    clientAddress: readAddressRule(read),
    originSecrets: readOriginSecrets(read, runtime === 'CONTAINER'),
    maxBodyBytes: read.integer('MAX_BODY_BYTES', {
      least: 1,
      most: LAMBDA_PAYLOAD_BYTES,
      otherwise: DEFAULT_BODY_LIMITS.bytes,
    }),
    corsOrigins: readCorsOrigins(read),
    ...readReporting(read, deployed),
    logCaller: read.oneOf('LOG_CALLER', CALLER_FORMS, 'hashed'),
  };
  readMore(read, deployed);
  rejectMisspellings(read);
  if (read.problems.length === 0) return config;
  const isOverruled = runtime === 'LOCAL' && isInLambda(environment);
  throw new ConfigError(read.problems, isOverruled ? OVERRULED : '');
}

const OVERRULED =
  'RUNTIME=LOCAL does not count here: AWS_LAMBDA_FUNCTION_NAME and the like say that this is a Lambda function.\n';

function readHost(read: EnvironmentReader, isContainer: boolean): string {
  // Some shells have a HOST of their own; on a laptop no other machine is to reach the application.
  if (!isContainer) return '127.0.0.1';
  return read.matching('HOST', /^[\w.:-]+$/, 'a host name or an address') ?? '0.0.0.0';
}

/**
 * Firebase is asked about accounts, and so is a user pool whose accounts are managed; another issuer is asked about tokens. Where none can be, a
 * token counts until it expires.
 */
function readAccountCheck(read: EnvironmentReader, hasAccounts: boolean): boolean {
  const isChecked =
    read.oneOf('ACCOUNT_CHECK', ['required', 'off'], hasAccounts ? 'required' : 'off') === 'required';
  if (isChecked && !hasAccounts) {
    read.reject(
      'ACCOUNT_CHECK',
      'needs FIREBASE_PROJECT_ID, JWT_INTROSPECTION_URI, or ACCOUNTS=on with a Cognito user pool: another issuer cannot be asked. Unset it.',
    );
  }
  return isChecked;
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

function readAddressRule(read: EnvironmentReader): AddressRule {
  const text = read.text('CLIENT_ADDRESS') ?? 'peer';
  if (text === 'peer' || text === 'none') return { kind: text };
  // CloudFront appends the viewer it saw to x-forwarded-for, and API Gateway or a load balancer appends CloudFront.
  if (text === 'cloudfront') return { kind: 'hops', hops: 1 };
  const [, hops, name] = /^(?:hops:([1-9])|header:([a-z][a-z0-9-]{0,63}))$/.exec(text) ?? [];
  if (hops !== undefined) return { kind: 'hops', hops: Number(hops) };
  if (name !== undefined) return { kind: 'header', name };
  read.reject(
    'CLIENT_ADDRESS',
    'must be peer, cloudfront, hops:<1 to 9>, header:<name in lower case> or none.',
  );
  return { kind: 'none' };
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
