import type { ModuleGraph } from '../bundle/module-graph.ts';

/** Who asks for what, by the path of a module below the root. */
export type Imports = Readonly<Record<string, readonly Import[]>>;

export type Import = Readonly<{
  /** `dynamic-import` runs the other module later. */
  kind: 'import-statement' | 'require-call' | 'dynamic-import';
  /** Of a module below the root, or the name of one of Node's. */
  path: string;
  /** Whether it is no module of the bundle. */
  external?: boolean;
}>;

/** Lists the imports of a program. */
export function listImports({ modules }: ModuleGraph): Imports {
  return Object.fromEntries(
    modules.map((module) => {
      const isEsm = module.format === 'esm';
      const declared = new Set(
        isEsm ? module.parsed.declarations.requested.map(({ specifier }) => specifier) : [],
      );
      const imports = [...module.targets].flatMap(([key, target]): Import[] => {
        const [kind = '', specifier = ''] = key.split(' ', 2);
        if (target.kind !== 'module' && target.kind !== 'builtin') return [];
        const isLater = kind === 'import' && !declared.has(specifier);
        return [
          {
            kind: isLater ? 'dynamic-import' : kind === 'import' ? 'import-statement' : 'require-call',
            ...(target.kind === 'module'
              ? { path: target.module.name }
              : { path: target.name, external: true }),
          },
        ];
      });
      return [module.name, imports];
    }),
  );
}
