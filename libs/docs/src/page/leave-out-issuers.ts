type Response = { url?: string; text?: string };
type Requirement = Readonly<Record<string, unknown>>;
type Member = { security?: readonly Requirement[] };
type Specification = {
  paths?: Record<string, Record<string, Member>>;
  components?: { securitySchemes?: Record<string, { type?: string }> };
};

/**
 * The document without the providers that other tools sign in with: Swagger UI would ask each for its discovery document, which the
 * policy of the page does not let it, and the page signs in by itself.
 */
export function leaveOutIssuers(response: Response): Response {
  if (!response.text || !response.url?.endsWith('/openapi.json')) return response;
  const document = JSON.parse(response.text) as Specification;
  const schemes = document.components?.securitySchemes ?? {};
  const names = Object.keys(schemes).filter((name) => schemes[name]?.type === 'openIdConnect');
  if (names.length === 0) return response;
  for (const name of names) delete schemes[name];
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item)) {
      if (!operation.security) continue;
      operation.security = operation.security.filter((one) => !names.some((name) => name in one));
    }
  }
  response.text = JSON.stringify(document);
  return response;
}
