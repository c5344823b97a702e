import { isAlgorithm, isVerifiedByGateway, presetFor } from '@lambda-nest/identity';
import { DEFAULT_SCOPE_CLAIMS } from '@lambda-nest/identity/claims';
import type { Parameters } from './parameters.ts';

/** What is wrong with whose tokens are trusted, seen by the function and by API Gateway. */
export function findIdentityViolations(parameters: Parameters, project: string): readonly string[] {
  return [
    ...combinationViolations(parameters, project),
    ...issuerViolations(parameters, project),
    ...gatewayViolations(parameters),
  ];
}

function combinationViolations(parameters: Parameters, project: string): readonly string[] {
  const { jwtIssuer, jwtAudiences, jwtParties, passwordFlow, apiKeyParameter, accountCheck, docsClientId } =
    parameters;
  const introspection = ['Uri', 'ClientId', 'ClientSecret'].map((name) => parameters[`introspection${name}`]);
  const isCognito = /^https:\/\/(issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com/.test(jwtIssuer ?? '');
  const violations = [
    !project && !jwtIssuer && 'firebaseProject is missing. Set it, or jwtIssuer and jwtAudiences.',
    project && jwtIssuer && 'firebaseProject and jwtIssuer contradict each other. Set one of them.',
    jwtIssuer &&
      !jwtAudiences &&
      !jwtParties &&
      'jwtAudiences is missing. Set it to the audiences of your tokens.',
    !jwtIssuer && jwtAudiences && 'jwtAudiences means nothing without jwtIssuer. Set jwtIssuer as well.',
    jwtIssuer && passwordFlow === 'on' && 'passwordFlow must be off: only Firebase signs in with passwords.',
    project && docsClientId && 'docsClientId is for another issuer than Firebase. Leave it out.',
    passwordFlow === 'off' && parameters['signUp'] === 'on' && 'signUp must be off: it needs passwordFlow.',
    passwordFlow === 'on' &&
      !apiKeyParameter &&
      'apiKeyParameter is missing. Set it, or passwordFlow to off.',
    jwtIssuer &&
      accountCheck === 'required' &&
      !introspection.some(Boolean) &&
      !(isCognito && parameters['accounts'] === 'on') &&
      'accountCheck must not be required: another issuer than Firebase is asked by introspectionUri, or a Cognito user pool with accounts=on.',
    project &&
      introspection.some(Boolean) &&
      'introspectionUri is for another issuer than Firebase. Leave it out.',
    introspection.some(Boolean) &&
      !introspection.every(Boolean) &&
      'introspectionUri, introspectionClientId and introspectionClientSecret belong together. Set all three or none.',
    jwtIssuer &&
      !isCognito &&
      parameters['accounts'] === 'on' &&
      'accounts must be off: only accounts of Firebase and Cognito can be managed.',
  ];
  return violations.filter((violation): violation is string => Boolean(violation));
}

/** The function would not start, or would reject every token: it says the same at start. */
function issuerViolations(parameters: Parameters, project: string): readonly string[] {
  const { jwtIssuer, jwtAudiences, jwtParties, jwtJwksUri, jwtAlgorithms, jwtTokenKind } = parameters;
  const isDescribed = project ? true : Boolean(jwtIssuer && (jwtAudiences || jwtParties));
  if (!isDescribed || (project && jwtIssuer)) return [];
  const rules = {
    authorizedParties: listOf(jwtParties),
    algorithms: listOf(jwtAlgorithms).filter(isAlgorithm),
    ...(jwtJwksUri ? { jwksUri: jwtJwksUri } : {}),
    ...(jwtTokenKind ? { tokenKind: jwtTokenKind } : {}),
  };
  try {
    if (!project) presetFor({ issuer: jwtIssuer ?? '', audiences: listOf(jwtAudiences), ...rules });
    else if (!project.startsWith('placeholder')) presetFor({ firebaseProjectId: project, ...rules });
    return [];
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return [`${project ? 'firebaseProject' : 'jwtIssuer'} does not fit. ${error.message}`];
  }
}

/**
 * What the JWT authorizer of an HTTP API does not know. The function verifies every token itself, so that it can be done
 * without.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
function gatewayViolations(parameters: Parameters): readonly string[] {
  if (parameters['gatewayAuthorizer'] === 'off') return [];
  const { jwtIssuer, jwtAudiences, jwtParties, jwtAlgorithms, jwtMoreIssuers, scopeClaims } = parameters;
  const unknown = listOf(jwtAlgorithms).filter((name) => isAlgorithm(name) && !isVerifiedByGateway(name));
  const unread = listOf(scopeClaims).filter((name) => !DEFAULT_SCOPE_CLAIMS.includes(name));
  const violations = [
    unknown.length > 0 && `jwtAlgorithms names ${unknown.join(', ')}, and API Gateway verifies RSA alone.`,
    jwtMoreIssuers && 'jwtMoreIssuers describes further issuers, and API Gateway takes one for a route.',
    unread.length > 0 && `scopeClaims names ${unread.join(', ')}, and API Gateway reads scp and scope alone.`,
    jwtIssuer &&
      !jwtAudiences &&
      jwtParties &&
      'jwtAudiences is missing, and API Gateway accepts no token without an audience.',
  ];
  return violations
    .filter((violation): violation is string => Boolean(violation))
    .map(
      (violation) =>
        `${violation} Change that, or set gatewayAuthorizer to off: the function verifies every token.`,
    );
}

function listOf(text = ''): readonly string[] {
  return text === '' ? [] : text.split(',').map((name) => name.trim());
}
