import type { Break } from './change.ts';

const WHOAMI = 'HttpApiRouteGetV1UsersWhoami';
const TOKEN = 'HttpApiRoutePostV1AuthToken';

/** Routes and their authorizer. */
export const ROUTES: readonly Break[] = [
  [
    'a route without its authorizer',
    [`${WHOAMI}.AuthorizationType`, 'NONE'],
    `${WHOAMI} (GET /v1/users/whoami) must have the JWT authorizer, and has not.`,
  ],
  [
    'an authorizer that is none of the template',
    [`${WHOAMI}.AuthorizerId`, { Ref: 'HttpApi' }],
    `${WHOAMI} (GET /v1/users/whoami) must have the JWT authorizer, and has not.`,
  ],
  [
    'IAM in place of tokens',
    [`${WHOAMI}.AuthorizationType`, 'AWS_IAM'],
    `${WHOAMI} (GET /v1/users/whoami) must have the JWT authorizer, and has not.`,
  ],
  [
    'a scope that is not declared',
    [`${WHOAMI}.AuthorizationScopes`, ['email']],
    `${WHOAMI} (GET /v1/users/whoami) must ask for no scope.`,
  ],
  [
    'an authorizer on a public route',
    [`${TOKEN}.AuthorizationType`, 'JWT'],
    `${TOKEN} (POST /v1/auth/token) is public, and must have no authorizer.`,
  ],
  [
    'a route that goes elsewhere',
    [`${WHOAMI}.Target`, 'integrations/abc'],
    `${WHOAMI} (GET /v1/users/whoami) must go to the function.`,
  ],
  [
    'another operation name',
    [`${WHOAMI}.OperationName`, 'Everything'],
    `${WHOAMI} (GET /v1/users/whoami) must have the operation name Get user claims.`,
  ],
  [
    'a route of no declaration',
    [`${WHOAMI}.RouteKey`, 'ANY /v1/users/whoami'],
    `${WHOAMI} routes ANY /v1/users/whoami, which the deployment does not have.`,
  ],
  [
    'a route that is missing',
    [`${WHOAMI}.RouteKey`, '$default'],
    'GET /v1/users/whoami is a route of the deployment and not of the template.',
  ],
  [
    'a route that is there twice',
    [`${TOKEN}.RouteKey`, 'GET /v1/users/whoami'],
    `${TOKEN} (GET /v1/users/whoami) is there more than once.`,
  ],
  [
    'tokens from the address',
    ['HttpApiAuthorizerJwt.IdentitySource', ['$request.querystring.token']],
    'HttpApiAuthorizerJwt must read the token from the Authorization header alone, as the application does.',
  ],
  [
    'an issuer by http',
    ['HttpApiAuthorizerJwt.JwtConfiguration.Issuer', 'http://issuer.example.com'],
    'HttpApiAuthorizerJwt must have an issuer on the internet, by https.',
  ],
  [
    'an issuer on a laptop',
    ['HttpApiAuthorizerJwt.JwtConfiguration.Issuer', 'https://localhost.example:9099/x'],
    'HttpApiAuthorizerJwt must have an issuer on the internet, by https.',
  ],
  [
    'another kind of authorizer',
    ['HttpApiAuthorizerJwt.AuthorizerType', 'REQUEST'],
    'HttpApiAuthorizerJwt must be a JWT authorizer.',
  ],
  [
    'no audience',
    ['HttpApiAuthorizerJwt.JwtConfiguration.Audience', []],
    'HttpApiAuthorizerJwt must name the audiences of the tokens.',
  ],
];
