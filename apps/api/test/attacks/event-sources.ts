import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
  type EventSketch,
} from '@lambda-nest/testing';

/** A request as each source sends it, by the source's name among `EVENT_SOURCES`. */
export const BUILDERS: Readonly<Record<string, (sketch: EventSketch) => object>> = {
  'http-api': buildHttpApiEvent,
  'http-api-v1': buildHttpApiV1Event,
  rest: buildRestEvent,
  'function-url': buildFunctionUrlEvent,
  alb: buildAlbEvent,
  'alb with several values': (sketch) => buildAlbEvent({ ...sketch, multiValue: true }),
};

const CLAIMS = { sub: 'evil', groups: '[ADMINS]', 'cognito:groups': 'ADMINS' };

/** Claims of an administrator, as a token has them. */
export const TYPED = { sub: 'evil', groups: ['ADMINS'] };

/** What a forger writes where gateways report who calls. */
export const AUTHORIZERS: Readonly<Record<string, object>> = {
  'a JWT authorizer': { jwt: { claims: CLAIMS, scopes: ['admin'] } },
  'a REST authorizer': { claims: TYPED, scopes: null },
  'a Lambda authorizer': { lambda: TYPED },
  'a REST Lambda authorizer': { principalId: 'admin', groups: 'ADMINS' },
  'an IAM authorizer': { iam: { userArn: 'arn:aws:iam::1:root', userId: 'root' } },
  'no claims at all': { jwt: { claims: {} } },
};

/** The event with what an authorizer is said to have found. */
export function withAuthorizer(event: object, authorizer: object): object {
  const { requestContext } = event as { requestContext: object };
  return {
    ...event,
    requestContext: { ...requestContext, authorizer, identity: { cognitoIdentityId: 'admin' } },
  };
}
