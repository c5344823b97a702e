import {
  faultsAbout,
  joined,
  referenceOf,
  resourcesOf,
  textsIn,
  type Named,
  type Template,
} from './template.ts';

/** What is wrong with the function: its runtime, its time-out, its versions, its log, and its environment. */
export function findFunctionFaults(template: Template): readonly string[] {
  const [lambda, ...more] = resourcesOf(template, 'AWS::Lambda::Function');
  if (!lambda || more.length > 0) return ['The template must have one function.'];
  return [
    ...settingFaults(lambda, template),
    ...versionFaults(lambda, template),
    ...environmentFaults(lambda, template),
    ...secretFaults(template),
  ];
}

function settingFaults({ id, properties }: Named, template: Template): readonly string[] {
  const { Runtime, Handler, Timeout, Architectures, RuntimeManagementConfig } = properties;
  const update = (RuntimeManagementConfig as { UpdateRuntimeOn?: string } | undefined)?.UpdateRuntimeOn;
  const [integration] = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
  const limit = Number(integration?.properties['TimeoutInMillis']);
  const isLogKept = resourcesOf(template, 'AWS::Logs::LogGroup').some(
    ({ properties: group }) =>
      group['LogGroupName'] === `/aws/lambda/${String(properties['FunctionName'])}` &&
      Number(group['RetentionInDays']) > 0,
  );
  return faultsAbout(id, [
    Runtime !== 'nodejs24.x' && 'must run on nodejs24.x.',
    Handler !== 'lambda.handler' && 'must have the handler lambda.handler.',
    !(Number(Timeout) * 1000 < limit && limit <= 30_000) &&
      "must time out before the gateway's integration does, at 30 s.",
    !['["x86_64"]', '["arm64"]'].includes(JSON.stringify(Architectures)) && 'must have one architecture.',
    update !== 'FunctionUpdate' && 'must change its runtime with a deployment only.',
    !isLogKept && 'must have a log group of its own that forgets one day.',
  ]);
}

/** The gateway invokes an alias of a published version, and has the permission for it. */
function versionFaults({ id }: Named, template: Template): readonly string[] {
  const [version] = resourcesOf(template, 'AWS::Lambda::Version');
  const [alias] = resourcesOf(template, 'AWS::Lambda::Alias');
  const target = `{${id}}:${String(alias?.properties['Name'])}`;
  const callers = ['AWS::ApiGatewayV2::Integration', 'AWS::Lambda::Permission'].flatMap((type) =>
    resourcesOf(template, type),
  );
  const strays = callers.filter(
    ({ properties }) => joined(properties['IntegrationUri'] ?? properties['FunctionName']) !== target,
  );
  const isPublished = version && referenceOf(alias?.properties['FunctionVersion']) === version.id;
  return [
    ...(isPublished ? [] : [`${id} must have a published version, and an alias that stands for it.`]),
    ...strays.map((stray) => `${stray.id} must go to the alias ${target}.`),
  ];
}

function environmentFaults({ id, properties }: Named, template: Template): readonly string[] {
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
  const [authorizer] = resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer');
  const { Issuer, Audience = [] } = (authorizer?.properties['JwtConfiguration'] ?? {}) as {
    Issuer?: string;
    Audience?: readonly string[];
  };
  const project = Variables['FIREBASE_PROJECT_ID'];
  const issuer =
    project === undefined ? Variables['JWT_ISSUER'] : `https://securetoken.google.com/${String(project)}`;
  const audiences = String(project ?? Variables['JWT_AUTHORIZED_AUDIENCES'] ?? '').split(',');
  const emulators = Object.keys(Variables).filter((name) => name.includes('EMULATOR'));
  const key = Variables['FIREBASE_APP_API_KEY'];
  return faultsAbout(id, [
    emulators.length > 0 && `must not be sent to an emulator by ${emulators.join(', ')}.`,
    Variables['RUNTIME'] !== 'LAMBDA' && 'must have RUNTIME=LAMBDA.',
    Variables['AWS_API_GW_STAGE_NAME'] !== stage?.properties['StageName'] &&
      'must have the name of the stage in AWS_API_GW_STAGE_NAME.',
    issuer !== Issuer && 'must take the tokens of the issuer that the gateway takes, and no others.',
    String(audiences.toSorted()) !== String(Audience.toSorted()) &&
      'must take tokens for the audiences that the gateway takes them for, and no others.',
    'JWT_VERIFY_TOKEN_EXPIRATION' in Variables &&
      'must take no expired tokens. Remove JWT_VERIFY_TOKEN_EXPIRATION.',
    key !== undefined &&
      !/^\{\{resolve:ssm:\/[\w./:-]+\}\}$/.test(String(key)) &&
      'must have FIREBASE_APP_API_KEY from SSM, never from the template.',
  ]);
}

/** Things that look like credentials, wherever they stand. */
function secretFaults(template: Template): readonly string[] {
  const isSecret = /AIza[\w-]{30,}|AKIA[A-Z0-9]{16}|-----BEGIN|eyJ[\w-]{10,}\.eyJ/;
  return Object.entries(template.Resources)
    .filter(([, resource]) => textsIn(resource).some((text) => isSecret.test(text)))
    .map(([id]) => `${id} holds what looks like a credential. Keep it in SSM.`);
}
