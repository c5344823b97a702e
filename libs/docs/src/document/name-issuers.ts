import type { ApiDocument, ApiOperation } from './api-document.ts';
import { mapOperations } from './map-operations.ts';

/**
 * The document of a deployment that trusts OpenID providers: each is a scheme by which tools that read the document sign in, beside the
 * token that one has already.
 *
 * @param issuers as in `iss`; their discovery documents are below them
 */
export function nameIssuers<Document extends ApiDocument>(
  document: Document,
  issuers: readonly string[],
): Document {
  const schemes = issuers.map((issuer, index) => [
    index === 0 ? 'oidc' : `oidc${index + 1}`,
    schemeOf(issuer),
  ]);
  const names = schemes.map(([name]) => String(name));
  const named = mapOperations(document, (operation) => {
    const { security } = operation;
    // An empty list says that everyone may.
    if (!security || security.length === 0) return operation;
    return { ...operation, security: [...requirementsOf(operation, names), ...security] };
  });
  const securitySchemes = { ...Object.fromEntries(schemes), ...document.components.securitySchemes };
  return { ...named, components: { ...named.components, securitySchemes } };
}

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest */
function schemeOf(issuer: string): object {
  return {
    type: 'openIdConnect',
    description: 'Signs in with the identity provider.',
    openIdConnectUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  };
}

function requirementsOf(
  { 'x-access': access }: ApiOperation,
  names: readonly string[],
): readonly Record<string, readonly string[]>[] {
  const { scopes } = (access ?? {}) as { scopes?: readonly string[] };
  const lists = scopes ? scopes.map((scope) => [scope]) : [[]];
  return names.flatMap((name) => lists.map((list) => ({ [name]: list })));
}
