import { parseSecretReference } from '@lambda-nest/application/env';
import type { CorsConfig } from '@lambda-nest/gateway/model';
import { corsOf } from '../deployment/cors-of.ts';
import { clientAddressOf } from './origin-parameters.ts';
import { readStatement, toReference } from './own-parameters.ts';
import { projectOf, type Parameters } from './parameters.ts';

/** What follows from the parameters and YAML cannot say; `null` is left out of the template. */
export type Stack = Readonly<{
  architecture: string;
  issuer: string;
  audiences: readonly string[];
  /** The first of them, for a token that is made to be rejected. */
  audience: string;
  firebaseProject: string | null;
  /** Where CloudFormation reads the web API key, so that it is in no template. */
  apiKey: string | null;
  /** Where CloudFormation reads the secret by which the issuer is asked about tokens, so that it is in no template. */
  introspectionSecret: string | null;
  /** Where CloudFormation reads what the proxy before sends, now and after the next rotation, so that it is in no template. */
  originSecret: string | null;
  originSecretNext: string | null;
  /** Statement of a policy by which the check of versions reads whom to call as. */
  releaseCallersStatement: object | null;
  /** By which rule the client's address is read; the function's default is the peer that connected to AWS. */
  clientAddress: string | null;
  /** JSON text that tells Google's libraries where to ask for credentials. */
  googleCredentials: string | null;
  /** Id and region of the Cognito user pool whose accounts the function manages. */
  userPool: string | null;
  userPoolRegion: string | null;
  /** Name of the table in which all sandboxes count failed sign-ins. */
  signInTable: string | null;
  /** Per cent of the requests that may fail, by the objective; 0.1 where there is none, and no alarm that reads it. */
  errorBudget: number;
  /** Whether the address that AWS gives an API leads nowhere. */
  isExecuteApiOff: boolean;
  /** Origins for the gateway, which without any has no CORS at all. */
  cors: object | null;
}>;

/** What is known of the zip, and from files. */
export type Surroundings = Readonly<{
  /** Architecture of the zip, as AWS calls it. */
  packagedFor: string;
  /** JSON text of Google's configuration. */
  googleCredentials: string | null;
  /** Name of the stack: service and stage. */
  stackName: string;
}>;

export function describeStack(
  parameters: Parameters,
  { packagedFor, googleCredentials, stackName }: Surroundings,
): Stack {
  const {
    architecture,
    jwtIssuer,
    jwtAudiences,
    passwordFlow,
    apiKeyParameter,
    executeApi,
    corsOrigins,
    introspectionClientSecret,
    originSecret,
    originSecretNext,
  } = parameters;
  const project = projectOf(parameters);
  const audiences = project ? [project] : listOf(jwtAudiences);
  return {
    architecture: architecture || packagedFor,
    issuer: project ? `https://securetoken.google.com/${project}` : (jwtIssuer ?? ''),
    audiences,
    audience: audiences[0] ?? '',
    firebaseProject: project || null,
    apiKey: passwordFlow === 'on' ? `{{resolve:ssm:${apiKeyParameter}}}` : null,
    introspectionSecret: introspectionClientSecret ? toReference(introspectionClientSecret) : null,
    originSecret: originSecret ? toReference(originSecret) : null,
    originSecretNext: originSecretNext ? toReference(originSecretNext) : null,
    releaseCallersStatement: releaseCallersStatement(parameters),
    clientAddress: clientAddressOf(parameters),
    googleCredentials,
    ...userPoolOf(parameters),
    signInTable: parameters['signInTable'] === 'on' ? `${stackName}-sign-ins` : null,
    // Three decimals are all that the parameter has: 100 - 99.9 is 0.09999999999999432.
    errorBudget: Number((100 - Number(parameters['sloPercent'] || 99.9)).toFixed(3)),
    isExecuteApiOff: executeApi === 'off',
    cors: corsOrigins ? toOsls(corsOf(listOf(corsOrigins))) : null,
  };
}

function releaseCallersStatement({ releaseCallers = '' }: Parameters): object | null {
  const reference = parseSecretReference(releaseCallers);
  if (!reference) return null;
  const { actions, resources } = readStatement(reference);
  return { Effect: 'Allow', Action: actions, Resource: resources };
}

function userPoolOf({ accounts, jwtIssuer = '' }: Parameters): Pick<Stack, 'userPool' | 'userPoolRegion'> {
  const [, region = null, pool = null] =
    /^https:\/\/(?:issuer-)?cognito-idp\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([\w-]+)$/.exec(jwtIssuer) ??
    [];
  return accounts === 'on'
    ? { userPool: pool, userPoolRegion: region }
    : { userPool: null, userPoolRegion: null };
}

/** As osls spells it. */
function toOsls({ allowOrigins, allowHeaders, allowMethods, exposeHeaders, maxAge }: CorsConfig): object {
  return {
    allowedOrigins: allowOrigins,
    allowedHeaders: allowHeaders,
    allowedMethods: allowMethods,
    exposedResponseHeaders: exposeHeaders,
    maxAge,
  };
}

function listOf(text = ''): readonly string[] {
  return text === '' ? [] : text.split(',');
}
