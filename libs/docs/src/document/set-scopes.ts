import { describeDeclaration, withScopes, type Declaration, type RouteScopes } from '@lambda-nest/access';
import type { ApiDocument, ApiOperation } from './api-document.ts';
import { mapOperations } from './map-operations.ts';

/** The document of a deployment whose operators set scopes: each operation says which ones it asks for there. */
export function setScopes<Document extends ApiDocument>(document: Document, scopes: RouteScopes): Document {
  const all = new Set<string>();
  const scoped = mapOperations(document, (operation, route) => {
    const names = scopes.get(route);
    const declared = operation['x-access'] as Declaration | undefined;
    if (!names || !declared) return operation;
    for (const name of names) all.add(name);
    const access = withScopes(declared, names);
    return {
      ...operation,
      description: describe(operation.description, declared, access),
      'x-access': access,
      ...(operation.security && { security: operation.security.flatMap((one) => askFor(one, names)) }),
    };
  });
  return nameScopes(scoped, all);
}

/** The sentence with which `npm run contract` ends each description. */
function describe(text = '', declared: Declaration, access: Declaration): string {
  const who = declared.kind === 'signed-in' ? 'any signed-in caller' : describeDeclaration(declared);
  return text.replace(`Access: ${who}.`, `Access: ${describeDeclaration(access)}.`);
}

/** Alternatives, of which one suffices: a scheme that has scopes with each scope that will do. */
function askFor(requirement: Requirement, names: readonly string[]): readonly Requirement[] {
  if (!('password' in requirement)) return [requirement];
  return names.map((name) => ({ password: [name] }));
}

type Requirement = NonNullable<ApiOperation['security']>[number];

function nameScopes<Document extends ApiDocument>(document: Document, names: ReadonlySet<string>): Document {
  const { password, ...schemes } = document.components.securitySchemes;
  const flow = password?.flows?.password;
  if (!password || !flow) return document;
  const known = { ...flow.scopes, ...Object.fromEntries([...names].map((name) => [name, `Scope ${name}.`])) };
  const named = { ...password, flows: { ...password.flows, password: { ...flow, scopes: known } } };
  const components = { ...document.components, securitySchemes: { password: named, ...schemes } };
  return { ...document, components };
}
