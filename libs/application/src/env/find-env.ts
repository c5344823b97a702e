import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import type { EnvClass } from './define-env.ts';

type Imported = Type | DynamicModule | Promise<DynamicModule> | Readonly<{ forwardRef: () => Type }>;

/** Where Nest keeps what `@Module` says. */
const IMPORTS = 'imports';

/**
 * The variables of an application: the static `env` of its root module, or of a module that it imports. A spec may wrap the root
 * module in another one.
 */
export function findEnv(root: Type | DynamicModule): EnvClass | undefined {
  const seen = new Set<unknown>();
  const search = (imported: Imported | undefined): EnvClass | undefined => {
    const { type, imports } = read(imported);
    if (!type || seen.has(type)) return undefined;
    seen.add(type);
    const own = (type as Type & { env?: EnvClass }).env;
    if (own) return own;
    for (const one of imports) {
      const found = search(one);
      if (found) return found;
    }
    return undefined;
  };
  return search(root);
}

function read(imported: Imported | undefined): { type?: Type; imports: readonly Imported[] } {
  if (typeof imported === 'function') return { type: imported, imports: importsOf(imported) };
  if (typeof imported !== 'object' || imported === null || imported instanceof Promise)
    return { imports: [] };
  if ('forwardRef' in imported) return read(imported.forwardRef());
  const { module: type, imports = [] } = imported;
  return { type, imports: [...importsOf(type), ...(imports as Imported[])] };
}

function importsOf(type: Type): readonly Imported[] {
  return (Reflect.getMetadata(IMPORTS, type) as readonly Imported[] | undefined) ?? [];
}
