import { isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import type { Request } from './read-requests.ts';

/** What a specifier means. */
export type Resolved =
  | Readonly<{ kind: 'file'; path: string }>
  /** One of Node's modules, without `node:`. */
  | Readonly<{ kind: 'builtin'; name: string }>
  /** Not in the bundle: Node looks it up where the bundle runs. */
  | Readonly<{ kind: 'external'; specifier: string }>
  /** Not installed. */
  | Readonly<{ kind: 'missing'; specifier: string }>;

export type Resolve = (request: Request, importer: string) => Resolved;

export type ResolverOptions = Readonly<{
  /** Conditions of `exports` and `imports` besides Node's own. Default none. */
  conditions?: readonly string[];
  /** Packages that stay outside the bundle, as `name` or `@scope/*`. */
  external?: readonly string[];
  /** tsconfig.json whose `paths` the application's own imports may use. */
  tsconfig?: string;
}>;

/** Node's own conditions. @see https://nodejs.org/docs/latest-v24.x/api/packages.html#conditional-exports */
const CONDITIONS = ['node', 'node-addons', 'module-sync'];

const COMPILER_HELPERS = '@swc/helpers/';

/**
 * Makes the function that finds files as Node does: packages by Node's algorithm, for `import` and `require` each with their
 * own conditions. The application's own TypeScript may say `.js` where a `.ts` lies, leave the ending out, and use
 * the `paths` of its tsconfig.json.
 */
export function createResolver({ conditions = [], external = [], tsconfig }: ResolverOptions = {}): Resolve {
  const make = (kind: 'import' | 'require') => {
    const conditionNames = [...conditions, ...CONDITIONS, kind, 'default'];
    const forPackages = new ResolverFactory({ conditionNames, extensions: ['.js', '.json', '.node'] });
    const forOwn = forPackages.cloneWithOptions({
      conditionNames,
      extensions: ['.ts', '.tsx', '.js', '.mts', '.mjs', '.cts', '.cjs', '.json', '.node'],
      extensionAlias: {
        '.js': ['.ts', '.tsx', '.js'],
        '.jsx': ['.tsx'],
        '.mjs': ['.mts', '.mjs'],
        '.cjs': ['.cts', '.cjs'],
      },
      ...(tsconfig !== undefined && { tsconfig: { configFile: tsconfig } }),
    });
    return (importer: string, specifier: string) =>
      (isOwn(importer) ? forOwn : forPackages).sync(dirname(importer), specifier).path;
  };
  const find = { import: make('import'), require: make('require') };
  const isExternal = toMatcher(external);
  return ({ kind, specifier }, importer) => {
    if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier.replace(/^node:/, '') };
    if (isExternal(specifier)) return { kind: 'external', specifier };
    // What the compiler writes into the application's modules is a dependency of this package, not of theirs.
    const asker = specifier.startsWith(COMPILER_HELPERS) ? import.meta.filename : importer;
    const path = find[kind === 'import' ? 'import' : 'require'](asker, withoutScheme(specifier));
    return path === undefined
      ? { kind: 'missing', specifier }
      : { kind: 'file', path: path.replace(/\?.*$/, '') };
  };
}

/** Whether a file is the application's own, and not a package's. */
export const isOwn = (path: string): boolean => !/[\\/]node_modules[\\/]/.test(path);

function withoutScheme(specifier: string): string {
  return specifier.startsWith('file://') ? specifier.slice('file://'.length) : specifier;
}

function toMatcher(patterns: readonly string[]): (specifier: string) => boolean {
  return (specifier) =>
    patterns.some((pattern) => {
      const name = pattern.replace(/\*$/, '');
      return pattern.endsWith('*')
        ? specifier.startsWith(name)
        : specifier === name || specifier.startsWith(`${name}/`);
    });
}
