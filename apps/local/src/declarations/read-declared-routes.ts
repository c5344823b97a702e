import type ts from 'typescript';
import type { Declaration } from '../../../../libs/access/src/declaration.ts';
import type { DeclaredRoute } from './declared-route.ts';

type TypeScript = typeof ts;
type Decorators = Map<string, ts.CallExpression>;

const METHODS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Options', 'Head', 'All'];
const ACCESS = ['Public', 'SignedIn', 'Roles', 'Scopes'];

/**
 * Finds the routes of a source file and where each says who may call it.
 *
 * Reads the text alone, for the terminal: paths and names written as plain strings are understood, a route whose path
 * is computed is left out. The running application reads the real metadata.
 */
export function readDeclaredRoutes(typescript: TypeScript, file: string, text: string): DeclaredRoute[] {
  const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest, true);
  const routes: DeclaredRoute[] = [];
  source.forEachChild((node) => {
    if (!typescript.isClassDeclaration(node)) return;
    const onClass = decoratorsOf(typescript, node);
    const prefix = pathOf(typescript, onClass.get('Controller'));
    if (prefix === undefined) return;
    for (const member of node.members) {
      const onMember = decoratorsOf(typescript, member);
      const method = METHODS.find((name) => onMember.has(name));
      const path = method && pathOf(typescript, onMember.get(method));
      if (method === undefined || path === undefined) continue;
      const declared = declarationOf(typescript, onMember) ?? declarationOf(typescript, onClass);
      const at = declared?.node.parent ?? member;
      routes.push({
        routeKey: `${method === 'All' ? 'ANY' : method.toUpperCase()} ${join(prefix, path)}`,
        file,
        line: source.getLineAndCharacterOfPosition(at.getStart(source)).line + 1,
        ...(declared && { text: declared.text }),
        ...(declared?.declaration && { declaration: declared.declaration }),
      });
    }
  });
  return routes;
}

function decoratorsOf(typescript: TypeScript, node: ts.Node): Decorators {
  const decorators = typescript.canHaveDecorators(node) ? (typescript.getDecorators(node) ?? []) : [];
  const calls = decorators.map(({ expression }) => expression).filter(typescript.isCallExpression);
  return new Map(calls.map((call) => [call.expression.getText(), call]));
}

/** The path of `@Controller('x')`, `@Controller({ path: 'x' })`, `@Get()`; `undefined` when it is computed. */
function pathOf(typescript: TypeScript, call: ts.CallExpression | undefined): string | undefined {
  if (!call) return undefined;
  const [argument] = call.arguments;
  if (!argument) return '';
  if (typescript.isStringLiteralLike(argument)) return argument.text;
  if (!typescript.isObjectLiteralExpression(argument)) return undefined;
  const member = argument.properties.find((property) => property.name?.getText() === 'path');
  const value = member && typescript.isPropertyAssignment(member) ? member.initializer : undefined;
  return value && typescript.isStringLiteralLike(value) ? value.text : undefined;
}

/** `v1/orders` and `:id` are `/v1/orders/{id}`. */
function join(prefix: string, path: string): string {
  const segments = [prefix, path].flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.map((segment) => segment.replace(/^:(.+)$/, '{$1}')).join('/')}`;
}

type Declared = { node: ts.CallExpression; text: string; declaration: Declaration | undefined };

/** What the decorators of a member or of its class declare together; a member's replace those of its class. */
function declarationOf(typescript: TypeScript, decorators: Decorators): Declared | undefined {
  const calls = ACCESS.flatMap((name) => decorators.get(name) ?? []);
  const [node] = calls;
  if (!node) return undefined;
  const text = calls.map((call) => `@${call.getText()}`).join(' ');
  const roles = namesOf(typescript, decorators.get('Roles'));
  const scopes = namesOf(typescript, decorators.get('Scopes'));
  const isPlain = roles !== 'computed' && scopes !== 'computed';
  if (decorators.has('Public')) return { node, text, declaration: { kind: 'public' } };
  if (decorators.has('SignedIn')) return { node, text, declaration: { kind: 'signed-in' } };
  return {
    node,
    text,
    declaration: isPlain
      ? { kind: 'restricted', ...(roles && { roles }), ...(scopes && { scopes }) }
      : undefined,
  };
}

function namesOf(
  typescript: TypeScript,
  call: ts.CallExpression | undefined,
): string[] | 'computed' | undefined {
  if (!call) return undefined;
  const names = [...call.arguments].filter(typescript.isStringLiteralLike);
  return names.length === call.arguments.length ? names.map(({ text }) => text) : 'computed';
}
