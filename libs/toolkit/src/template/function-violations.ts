import type { Variables } from '@lambda-nest/application/env';
import { findVariableViolations, isDynamicReference } from '../serverless/own-parameters.ts';
import { findIntegration, findServingFunctions } from './find-api-function.ts';
import {
  violationsAbout,
  joined,
  referenceOf,
  resourcesOf,
  textsIn,
  type Named,
  type Template,
} from './template.ts';

/** Lambda takes no more for the names and values of all variables of a function, in bytes. */
const MAX_ENVIRONMENT = 4096;

/** What each function declares, by its logical id. */
export type FunctionVariables = Readonly<Record<string, Variables>>;

/** What is wrong with the functions: those behind the gateway, and those beside them. */
export function findFunctionViolations(
  template: Template,
  {
    isAuthorizerOff = false,
    variables = {},
  }: { isAuthorizerOff?: boolean; variables?: FunctionVariables } = {},
): readonly string[] {
  const serving = findServingFunctions(template);
  const lambdas = resourcesOf(template, 'AWS::Lambda::Function');
  return [
    ...(serving.length > 0
      ? serving.flatMap((one) => apiViolations(one, template, isAuthorizerOff))
      : ['No function of the template is behind the gateway.']),
    ...Object.entries(variables).flatMap(([id, declared]) => {
      const lambda = lambdas.find((one) => one.id === id);
      return lambda
        ? ownViolations(lambda, declared)
        : [`${id} is a function of the stack and not of the template.`];
    }),
    ...resourcesOf(template, 'AWS::Lambda::Function').flatMap((lambda) =>
      settingViolations(lambda, template),
    ),
    ...secretViolations(template),
  ];
}

function apiViolations(api: Named, template: Template, isAuthorizerOff: boolean): readonly string[] {
  return [
    ...gatewayViolations(api, template),
    ...versionViolations(api, template),
    ...environmentViolations(api, template),
    ...(isAuthorizerOff ? [] : authorizerViolations(api, template)),
  ];
}

/** What the application declares of itself, the function must have. */
function ownViolations({ id, properties }: Named, variables: Variables): readonly string[] {
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  return violationsAbout(id, findVariableViolations(variables, Variables));
}

/** What holds for every function. */
function settingViolations({ id, properties }: Named, template: Template): readonly string[] {
  const { Runtime, Architectures, RuntimeManagementConfig, Environment } = properties;
  const update = (RuntimeManagementConfig as { UpdateRuntimeOn?: string } | undefined)?.UpdateRuntimeOn;
  const name = `/aws/lambda/${String(properties['FunctionName'])}`;
  const hasLog = resourcesOf(template, 'AWS::Logs::LogGroup').some(
    ({ properties: group }) => group['LogGroupName'] === name,
  );
  const bytes = sizeOf((Environment as { Variables?: object } | undefined)?.Variables);
  return violationsAbout(id, [
    Runtime !== 'nodejs24.x' && 'must run on nodejs24.x.',
    !['["x86_64"]', '["arm64"]'].includes(JSON.stringify(Architectures)) && 'must have one architecture.',
    update !== 'FunctionUpdate' && 'must change its runtime with a deployment only.',
    !hasLog &&
      `must have its own log group ${name} in the template, or Lambda makes one without RetentionInDays.`,
    bytes > MAX_ENVIRONMENT &&
      `has ${bytes} bytes of environment variables. Lambda takes ${MAX_ENVIRONMENT}: move the largest to SSM.`,
  ]);
}

/** Bytes of names and values, as far as they are known before CloudFormation resolves references. */
function sizeOf(variables: object = {}): number {
  const texts = Object.entries(variables).flatMap(([name, value]) => [
    name,
    typeof value === 'string' ? value : '',
  ]);
  return Buffer.byteLength(texts.join(''));
}

function gatewayViolations({ id, properties }: Named, template: Template): readonly string[] {
  const integration = findIntegration(template, id);
  const limit = Number(integration?.properties['TimeoutInMillis']);
  return violationsAbout(id, [
    properties['Handler'] !== 'lambda.handler' && 'must have the handler lambda.handler.',
    !(Number(properties['Timeout']) * 1000 < limit && limit <= 30_000) &&
      "must time out before the gateway's integration does, at 30 s.",
  ]);
}

/** The gateway invokes an alias of a published version, and has the permission for it. */
function versionViolations({ id }: Named, template: Template): readonly string[] {
  const isOwn = ({ properties }: Named): boolean => joined(properties['FunctionName']).startsWith(`{${id}}`);
  const version = resourcesOf(template, 'AWS::Lambda::Version').find(isOwn);
  const alias = resourcesOf(template, 'AWS::Lambda::Alias').find(isOwn);
  const target = `{${id}}:${String(alias?.properties['Name'])}`;
  const callers = [
    ...[findIntegration(template, id) ?? []].flat(),
    ...resourcesOf(template, 'AWS::Lambda::Permission').filter(isOwn),
  ];
  const strays = callers.filter(
    ({ properties }) => joined(properties['IntegrationUri'] ?? properties['FunctionName']) !== target,
  );
  const isPublished = version && referenceOf(alias?.properties['FunctionVersion']) === version.id;
  return [
    ...(isPublished ? [] : [`${id} must have a published version, and an alias that stands for it.`]),
    ...strays.map((stray) => `${stray.id} must go to the alias ${target}.`),
  ];
}

function environmentViolations({ id, properties }: Named, template: Template): readonly string[] {
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
  const emulators = Object.keys(Variables).filter((name) => name.includes('EMULATOR'));
  const key = Variables['FIREBASE_APP_API_KEY'];
  const secret = Variables['JWT_INTROSPECTION_CLIENT_SECRET'];
  return violationsAbout(id, [
    emulators.length > 0 && `must not be sent to an emulator by ${emulators.join(', ')}.`,
    Variables['RUNTIME'] !== 'LAMBDA' && 'must have RUNTIME=LAMBDA.',
    Variables['AWS_API_GW_STAGE_NAME'] !== stage?.properties['StageName'] &&
      'must have the name of the stage in AWS_API_GW_STAGE_NAME.',
    'JWT_VERIFY_TOKEN_EXPIRATION' in Variables &&
      'must take no expired tokens. Remove JWT_VERIFY_TOKEN_EXPIRATION.',
    key !== undefined &&
      !/^\{\{resolve:ssm:\/[\w./:-]+\}\}$/.test(String(key)) &&
      'must have FIREBASE_APP_API_KEY from SSM, never from the template.',
    secret !== undefined &&
      !isDynamicReference(secret) &&
      'must have JWT_INTROSPECTION_CLIENT_SECRET from SSM or Secrets Manager, never from the template.',
  ]);
}

/** Where the gateway verifies tokens too, both must take the same. */
function authorizerViolations({ id, properties }: Named, template: Template): readonly string[] {
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  const [authorizer] = resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer');
  const { Issuer, Audience = [] } = (authorizer?.properties['JwtConfiguration'] ?? {}) as {
    Issuer?: string;
    Audience?: readonly string[];
  };
  const project = Variables['FIREBASE_PROJECT_ID'];
  const issuer =
    project === undefined ? Variables['JWT_ISSUER'] : `https://securetoken.google.com/${String(project)}`;
  const audiences = String(project ?? Variables['JWT_AUTHORIZED_AUDIENCES'] ?? '').split(',');
  return violationsAbout(id, [
    issuer !== Issuer && 'must take the tokens of the issuer that the gateway takes, and no others.',
    String(audiences.toSorted()) !== String(Audience.toSorted()) &&
      'must take tokens for the audiences that the gateway takes them for, and no others.',
    'JWT_MORE_ISSUERS' in Variables &&
      'must take the tokens of one issuer while the gateway does. Set gatewayAuthorizer to off.',
  ]);
}

/** Things that look like credentials, wherever they stand. */
function secretViolations(template: Template): readonly string[] {
  const isSecret = /AIza[\w-]{30,}|AKIA[A-Z0-9]{16}|-----BEGIN|eyJ[\w-]{10,}\.eyJ/;
  return Object.entries(template.Resources)
    .filter(([, resource]) => textsIn(resource).some((text) => isSecret.test(text)))
    .map(([id]) => `${id} holds what looks like a credential. Keep it in SSM.`);
}
