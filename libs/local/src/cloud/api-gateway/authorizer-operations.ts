import { notImplemented } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { badRequest, conflict, notFound } from './api-errors.ts';
import { API_ID, type ApiLookup } from './api-operations.ts';
import type { ApiRecords, AuthorizerRecord } from './api-records.ts';
import { makeId } from './make-id.ts';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_AUTHORIZERS = 10;
const MAX_AUDIENCES = 50;

const JWT = structure({
  Issuer: text({ min: 1 }),
  Audience: list(text({ min: 1 }), { max: MAX_AUDIENCES }),
});
const SETTINGS = {
  IdentitySource: optional(list(text({ pattern: /^\$request\.(header|querystring)\.[\w-]+$/ }), { max: 1 })),
  JwtConfiguration: optional(JWT),
};

/** Rejects when the issuer's discovery document cannot be had. */
export type CheckIssuer = (issuer: string) => Promise<void>;

/** The operations on authorizers, which are those by JWT. */
export function authorizerOperations(
  records: ApiRecords,
  lookup: ApiLookup,
  checkIssuer: CheckIssuer,
): Record<string, Operation> {
  const { authorizers, routes } = records;
  const find = (apiId: string, authorizerId: string): AuthorizerRecord => {
    const authorizer = authorizers.get(apiId, authorizerId);
    if (!authorizer) throw notFound(`Invalid Authorizer identifier specified ${authorizerId}`);
    return authorizer;
  };
  const assertIssuer = async (issuer: string): Promise<void> => {
    try {
      await checkIssuer(issuer);
    } catch (error) {
      const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
      throw badRequest(
        `Caught exception when connecting to ${discovery} for issuer ${issuer}. Please try again later. Error: ${(error as Error).message}`,
      );
    }
  };
  const byId = structure({ ApiId: API_ID, AuthorizerId: text() });
  return {
    CreateAuthorizer: operation(
      structure({
        ...SETTINGS,
        ApiId: API_ID,
        Name: text({ min: 1, max: 128 }),
        AuthorizerType: oneOf('JWT', 'REQUEST'),
      }),
      async ({ ApiId, Name, AuthorizerType, IdentitySource, JwtConfiguration }, call) => {
        lookup.find(ApiId, call);
        if (AuthorizerType !== 'JWT') throw notImplemented('Lambda authorizers');
        if (!JwtConfiguration || !IdentitySource || IdentitySource.length === 0)
          throw badRequest('IdentitySource and JwtConfiguration are required for JWT authorizers.');
        if (JwtConfiguration.Audience.length === 0)
          throw badRequest('Audience list must have at least 1 item for JWT Authorizer');
        await assertIssuer(JwtConfiguration.Issuer);
        const all = authorizers.list(ApiId);
        if (all.length >= MAX_AUTHORIZERS)
          throw badRequest('Maximum number of authorizers for this API has been reached.');
        if (all.some((one) => one.Name === Name))
          throw conflict(`Authorizer with name '${Name}' already exists`);
        const authorizer: AuthorizerRecord = {
          AuthorizerId: makeId(6),
          Name,
          AuthorizerType: 'JWT',
          IdentitySource,
          JwtConfiguration,
        };
        authorizers.put([ApiId, authorizer.AuthorizerId], authorizer);
        return authorizer;
      },
    ),
    UpdateAuthorizer: operation(
      structure({
        ...SETTINGS,
        ApiId: API_ID,
        AuthorizerId: text(),
        Name: optional(text({ min: 1, max: 128 })),
        AuthorizerType: optional(oneOf('JWT')),
      }),
      async ({ ApiId, AuthorizerId, ...changes }, call) => {
        lookup.find(ApiId, call);
        find(ApiId, AuthorizerId);
        if (changes.JwtConfiguration) await assertIssuer(changes.JwtConfiguration.Issuer);
        const authorizer = { ...find(ApiId, AuthorizerId), ...changes };
        authorizers.put([ApiId, AuthorizerId], authorizer);
        return authorizer;
      },
    ),
    GetAuthorizer: operation(byId, ({ ApiId, AuthorizerId }, call) => {
      lookup.find(ApiId, call);
      return find(ApiId, AuthorizerId);
    }),
    GetAuthorizers: operation(
      structure({ ApiId: API_ID, MaxResults: optional(text()), NextToken: optional(text()) }),
      ({ ApiId }, call) => {
        lookup.find(ApiId, call);
        return { Items: authorizers.list(ApiId) };
      },
    ),
    DeleteAuthorizer: operation(byId, ({ ApiId, AuthorizerId }, call) => {
      lookup.find(ApiId, call);
      find(ApiId, AuthorizerId);
      const users = routes.list(ApiId).filter((route) => route.AuthorizerId === AuthorizerId);
      if (users.length > 0)
        throw conflict(
          `Cannot delete authorizer '${AuthorizerId}', is referenced in route: ${users[0]?.RouteKey}`,
        );
      authorizers.delete(ApiId, AuthorizerId);
      return {};
    }),
  };
}
