import { architectureOf } from '../package/architecture-of.ts';
import { SECRET_REFERENCE, type Variables } from '@lambda-nest/application/env';
import { FIREBASE_PROJECT_ID } from '@lambda-nest/identity';
import { findIdentityViolations } from './identity-parameters.ts';
import { findOriginViolations } from './origin-parameters.ts';
import { findScaleViolations } from './scale-parameters.ts';
import { findOwnViolations, ownParameters } from './own-parameters.ts';
import { ROUTE_THROTTLES } from './route-throttles.ts';

/** A parameter's values as they arrive: text from the command line, anything from a file. */
export type Parameters = Readonly<Record<string, string>>;

type Rule = Readonly<{ isRequired?: true; pattern: RegExp; expected: string }>;

const LOG_RETENTIONS =
  '1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653'.split(' ');
const NAME = String.raw`[\w.-]+`;

const SECRET_PLACE = 'where the secret is kept, ssm:/<name> or secretsmanager:<name>[:<key>]';

/** Every parameter there is, and what it may be. An empty value counts as unset. */
const RULES: Readonly<Record<string, Rule>> = {
  firebaseProject: { pattern: FIREBASE_PROJECT_ID, expected: 'the id of a Firebase project' },
  jwtIssuer: { pattern: /^https:\/\/[^\s?#@]+$/, expected: 'an https URL, exactly as your tokens have it' },
  jwtAudiences: { pattern: /^[^\s,]+(,[^\s,]+)*$/, expected: 'audiences separated by commas' },
  jwtParties: { pattern: /^[^\s,]+(,[^\s,]+)*$/, expected: 'clients separated by commas' },
  jwtJwksUri: { pattern: /^https:\/\/[^\s?#]+$/, expected: 'an https URL' },
  jwtAlgorithms: {
    pattern: /^(RS256|RS384|RS512|ES256|EdDSA)(,(RS256|RS384|RS512|ES256|EdDSA))*$/,
    expected: 'some of RS256, RS384, RS512, ES256, EdDSA, separated by commas',
  },
  jwtTokenKind: { pattern: /^(any|access|at\+jwt)$/, expected: 'any, access or at+jwt' },
  jwtClockTolerance: {
    pattern: /^(\d|[1-9]\d|[12]\d\d|300)$/,
    expected: 'a whole number of seconds from 0 to 300',
  },
  jwtMoreIssuers: { pattern: /^\[\s*\{[^]*\}\s*\]$/, expected: 'a JSON array of issuers' },
  introspectionUri: { pattern: /^https:\/\/[^\s?#]+$/, expected: 'an https URL' },
  introspectionClientId: { pattern: /^\S{1,255}$/, expected: 'the id of a client' },
  introspectionClientSecret: { pattern: SECRET_REFERENCE, expected: SECRET_PLACE },
  gatewayAuthorizer: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  roleNames: {
    pattern: /^[^,=][^,]*=[\w.:/-]+(,[^,=][^,]*=[\w.:/-]+)*$/,
    expected: "the provider's names and your roles, such as /ADMINS=ADMINS,/STAFF=USERS",
  },
  scopeClaims: { pattern: /^[^\s,]+(,[^\s,]+)*$/, expected: 'names of claims separated by commas' },
  // What it says is read by findRouteScopeViolations.
  routeScopes: { pattern: /^[^]+$/, expected: 'routes and their scopes' },
  machineRoles: { pattern: /^(on|off)$/, expected: 'on or off' },
  rolesClaim: { isRequired: true, pattern: /^\S.{0,255}$/, expected: 'the name of a claim' },
  passwordFlow: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  docs: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  signUp: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  signInTable: { pattern: /^(on|off)$/, expected: 'on or off' },
  accounts: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  docsClientId: { pattern: /^\S{1,255}$/, expected: 'the id of a client' },
  docsScopes: { pattern: /^\S+( \S+)*$/, expected: 'scopes separated by spaces' },
  apiKeyParameter: {
    pattern: new RegExp(`^/${NAME}(/${NAME})*(:\\d+)?$`),
    expected: 'the name of an SSM parameter, starting with a slash',
  },
  googleCredentialsParameter: {
    pattern: new RegExp(`^/${NAME}(/${NAME})*$`),
    expected: 'the name of an SSM parameter, starting with a slash',
  },
  googleCredentialsFile: {
    pattern: /^[\w./-]+\.json$/,
    expected: 'the path of a JSON file that tells where to ask Google for credentials',
  },
  googleCredentialsKey: {
    pattern: /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/,
    expected: 'the ARN of a KMS key',
  },
  accountCheck: { pattern: /^(required|off)$/, expected: 'required or off' },
  stageWithoutFile: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  artifact: { pattern: /^[^\0]+\.zip$/, expected: 'the path of a zip that was packaged before' },
  region: { isRequired: true, pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, expected: 'an AWS region' },
  gatewayStage: {
    isRequired: true,
    pattern: /^(\$default|[\w-]{1,128})$/,
    expected: 'a stage name or $default',
  },
  corsOrigins: {
    pattern:
      /^(https:\/\/[a-z0-9.-]+|http:\/\/localhost)(:\d+)?(,(https:\/\/[a-z0-9.-]+|http:\/\/localhost)(:\d+)?)*$/,
    expected: 'exact origins such as https://app.example.com, separated by commas, never *',
  },
  throttleRate: { isRequired: true, pattern: /^[1-9]\d{0,4}$/, expected: 'a whole number from 1 to 99999' },
  throttleBurst: { isRequired: true, pattern: /^[1-9]\d{0,4}$/, expected: 'a whole number from 1 to 99999' },
  routeThrottles: {
    pattern: ROUTE_THROTTLES,
    expected:
      'routes with their requests a second and how many at once, from 1 to 99999, such as GET /v1/orders=5/10, separated by commas',
  },
  executeApi: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  originSecret: { pattern: SECRET_REFERENCE, expected: SECRET_PLACE },
  originSecretNext: { pattern: SECRET_REFERENCE, expected: SECRET_PLACE },
  clientAddress: {
    pattern: /^(peer|cloudfront|hops:[1-9]|header:[a-z][a-z0-9-]{0,63}|none)$/,
    expected: 'peer, cloudfront, hops:<1 to 9>, header:<name in lower case> or none',
  },
  domain: { pattern: /^([a-z0-9-]+\.)+[a-z]{2,}$/, expected: 'a host name such as api.example.com' },
  mappingKey: { pattern: /^[\w.~-]+(\/[\w.~-]+)*$/, expected: 'a path without slashes around it' },
  certificateArn: {
    pattern: /^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/,
    expected: 'the ARN of a certificate',
  },
  hostedZoneId: {
    pattern: /^Z[A-Z0-9]{4,31}$/,
    expected: 'the id of a hosted zone, such as Z0123456789ABCDEFGHIJ',
  },
  architecture: { pattern: /^(arm64|x86_64)$/, expected: 'arm64 or x86_64' },
  memoryMb: {
    isRequired: true,
    pattern: /^(1[3-9]\d|12[89]|[2-9]\d\d|[1-9]\d{3}|10[01]\d\d|102[0-3]\d|10240)$/,
    expected: 'a whole number from 128 to 10240',
  },
  warmConcurrency: { pattern: /^([1-9]\d?|100)$/, expected: 'a whole number from 1 to 100' },
  reservedConcurrency: { pattern: /^[1-9]\d{0,4}$/, expected: 'a whole number from 1 to 99999' },
  provisionedConcurrency: { pattern: /^[1-9]\d{0,4}$/, expected: 'a whole number from 1 to 99999' },
  vpcSubnets: {
    pattern: /^subnet-[0-9a-f]{8,17}(,subnet-[0-9a-f]{8,17}){0,15}$/,
    expected: 'ids of at most 16 subnets such as subnet-0a1b2c3d4e5f60718, separated by commas',
  },
  vpcSecurityGroups: {
    pattern: /^sg-[0-9a-f]{8,17}(,sg-[0-9a-f]{8,17}){0,4}$/,
    expected: 'ids of at most 5 security groups such as sg-0a1b2c3d4e5f60718, separated by commas',
  },
  dualStack: { pattern: /^(on|off)$/, expected: 'on or off' },
  kmsKeyArn: { pattern: /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, expected: 'the ARN of a KMS key' },
  release: {
    pattern: /^(off|all-at-once|canary|linear)$/,
    expected: 'off, all-at-once, canary or linear',
  },
  releasePercent: {
    pattern: /^[1-9]\d?$/,
    expected: 'a whole number of per cent from 1 to 99',
  },
  releaseMinutes: {
    // Two days, CodeDeploy's own limit for a whole deployment.
    pattern: /^([1-9]\d{0,2}|1\d{3}|2[0-7]\d\d|28[0-7]\d|2880)$/,
    expected: 'a whole number of minutes from 1 to 2880',
  },
  releaseCallers: { pattern: SECRET_REFERENCE, expected: SECRET_PLACE },
  logLevel: {
    isRequired: true,
    pattern: /^(debug|info|warn|error|silent)$/,
    expected: 'debug, info, warn, error or silent',
  },
  logCaller: { pattern: /^(plain|hashed|off)$/, expected: 'plain, hashed or off' },
  metrics: { pattern: /^(off|service|routes)$/, expected: 'off, service or routes' },
  watch: { pattern: /^(on|off)$/, expected: 'on or off' },
  alarmEmail: { pattern: /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, expected: 'an e-mail address' },
  sloPercent: { pattern: /^9\d(\.\d{1,3})?$/, expected: 'a percentage from 90 to 99.999' },
  concurrencyAlarm: { pattern: /^[1-9]\d{0,5}$/, expected: 'a whole number from 1 to 999999' },
  signInAlarm: { pattern: /^[1-9]\d{0,5}$/, expected: 'a whole number from 1 to 999999' },
  tracing: { pattern: /^(on|off)$/, expected: 'on or off' },
  keepLogs: { isRequired: true, pattern: /^(on|off)$/, expected: 'on or off' },
  logRetentionDays: {
    isRequired: true,
    pattern: new RegExp(`^(${LOG_RETENTIONS.join('|')})$`),
    expected: `one of ${LOG_RETENTIONS.join(', ')}`,
  },
};

/** Stands for a value that must be chosen; good for packaging, not for deploying. */
const PLACEHOLDER = /^placeholder\b/;

/** Says what is wrong with the parameters, each in a sentence that names it and never shows its value. */
export function findParameterViolations(
  parameters: Parameters,
  {
    isDeploy,
    machine,
    variables = {},
  }: {
    isDeploy: boolean;
    machine: string;
    /** Of the application's own. Default: none. */
    variables?: Variables;
  },
): readonly string[] {
  const known = [...Object.keys(RULES), ...ownParameters(variables)];
  const unknown = Object.keys(parameters).filter((name) => !known.includes(name));
  return [
    ...unknown.map((name) => `There is no parameter ${name}. Known are ${known.join(', ')}.`),
    ...findOwnViolations(variables, parameters, new Set(Object.keys(RULES))),
    ...Object.entries(RULES).flatMap(
      ([name, rule]) => ruleViolation(name, rule, parameters[name] ?? '') ?? [],
    ),
    ...findIdentityViolations(parameters, projectOf(parameters)),
    ...credentialViolations(parameters),
    ...signInViolations(parameters),
    ...domainViolations(parameters),
    ...findOriginViolations(parameters),
    ...findScaleViolations(parameters),
    ...releaseViolations(parameters),
    ...watchViolations(parameters),
    ...architectureViolations(parameters, machine),
    ...(isDeploy ? placeholderViolations(parameters) : []),
  ];
}

function ruleViolation(
  name: string,
  { isRequired, pattern, expected }: Rule,
  value: string,
): string | undefined {
  if (value === '') return isRequired && `${name} is missing. Set it to ${expected}.`;
  return pattern.test(value) ? undefined : `${name} is not ${expected}.`;
}

function credentialViolations(parameters: Parameters): readonly string[] {
  const { googleCredentialsFile, googleCredentialsParameter, googleCredentialsKey } = parameters;
  return [
    ...(googleCredentialsFile && googleCredentialsParameter
      ? ['googleCredentialsFile and googleCredentialsParameter contradict each other. Set one of them.']
      : []),
    ...(googleCredentialsKey && !googleCredentialsParameter
      ? ['googleCredentialsKey means nothing without googleCredentialsParameter. Set that parameter as well.']
      : []),
  ];
}

/** A table that nothing counts in would look as if guesses were counted. */
function signInViolations({ signInTable, passwordFlow }: Parameters): readonly string[] {
  return signInTable === 'on' && passwordFlow === 'off'
    ? ['signInTable means nothing with passwordFlow=off. Set passwordFlow to on as well.']
    : [];
}

function domainViolations({
  domain,
  executeApi,
  certificateArn = '',
  region = '',
  ...rest
}: Parameters): readonly string[] {
  const orphans = Object.entries({ ...rest, certificateArn }).filter(
    ([name, value]) =>
      ['mappingKey', 'certificateArn', 'hostedZoneId'].includes(name) && value !== '' && !domain,
  );
  return [
    ...orphans.map(([name]) => `${name} means nothing without domain. Set domain as well.`),
    // The domain is a regional endpoint, whose certificate ACM must hold in the region of the API; us-east-1 is for CloudFront.
    ...(certificateArn && certificateArn.split(':')[3] !== region
      ? [
          `certificateArn is of another region than ${region}, where the API is deployed. Request a certificate there.`,
        ]
      : []),
    ...(executeApi === 'off' && !domain
      ? ['executeApi must not be off without domain: nothing could call the API. Set domain as well.']
      : []),
  ];
}

/** @see https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const MAX_RELEASE_MINUTES = 2880;

/** Steps need both their size and their length. CodeDeploy gives a deployment up that takes longer than two days in all. */
function releaseViolations({
  release,
  releasePercent = '',
  releaseMinutes = '',
  releaseCallers,
}: Parameters): readonly string[] {
  if (release === 'off' && releaseCallers)
    return ['releaseCallers means nothing with release=off, which has no check. Leave one of them out.'];
  if (release !== 'canary' && release !== 'linear') return [];
  const missing = Object.entries({ releasePercent, releaseMinutes }).filter(([, value]) => value === '');
  if (missing.length > 0)
    return missing.map(([name]) => `${name} is missing, and release=${release} needs it. Set it as well.`);
  if (release === 'canary') return [];
  const minutes = (Math.ceil(100 / Number(releasePercent)) - 1) * Number(releaseMinutes);
  if (!(minutes > MAX_RELEASE_MINUTES)) return [];
  return [
    `releasePercent and releaseMinutes make a release of ${minutes} minutes. CodeDeploy allows ${MAX_RELEASE_MINUTES}: ` +
      'set a larger percentage or fewer minutes.',
  ];
}

/** An address that no alarm is sent to would look as if its owner were told. */
function watchViolations({ watch, alarmEmail }: Parameters): readonly string[] {
  return alarmEmail && watch === 'off'
    ? ['alarmEmail means nothing with watch=off. Set watch to on as well.']
    : [];
}

/** V8 rejects a code cache of another architecture, silently, and every cold start would be three times as slow. */
function architectureViolations(
  { architecture = '', artifact = '' }: Parameters,
  machine: string,
): readonly string[] {
  const built = architectureOf(machine);
  if (!architecture || artifact || architecture === built) return [];
  return [
    `architecture is ${architecture}, and this machine builds for ${built}. Package on a machine of that architecture, ` +
      'or leave the parameter out.',
  ];
}

function placeholderViolations(parameters: Parameters): readonly string[] {
  const isOpen = PLACEHOLDER.test(projectOf(parameters));
  return isOpen
    ? ['firebaseProject is still a placeholder. Set it with --param or in infra/parameters.']
    : [];
}

/** The Firebase project whose tokens count; none when another issuer takes the place of the placeholder. */
export function projectOf({ firebaseProject = '', jwtIssuer }: Parameters): string {
  return jwtIssuer && PLACEHOLDER.test(firebaseProject) ? '' : firebaseProject;
}
