/** What Jest needs to know of a tsconfig.json. */
type Tsconfig = Readonly<{ compilerOptions?: { paths?: Readonly<Record<string, readonly string[]>> } }>;

/**
 * Jest's `moduleNameMapper` by which it finds sources as TypeScript does: `./orders.js`, which `nest g` writes, where an `orders.ts`
 * lies, and the `paths` of tsconfig.json, into which `nest g library` writes `@app/<name>`.
 *
 * @param tsconfig parsed; its paths are relative to Jest's `rootDir`
 */
export function mapModules({ compilerOptions }: Tsconfig): Record<string, string[]> {
  const paths = Object.entries(compilerOptions?.paths ?? {});
  return Object.fromEntries([
    ...paths.map(([alias, targets]) => [toPattern(alias), targets.map(toTarget)] as const),
    // Packages have JavaScript, so that what they import is there at the first try.
    ['^(\\.{1,2}/.*)\\.js$', ['$1.js', '$1.ts']] as const,
  ]);
}

function toPattern(alias: string): string {
  const escaped = alias.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  return `^${escaped.replace('*', '(.*?)(?:\\.js)?')}$`;
}

function toTarget(target: string): string {
  return `<rootDir>/${target.replace(/^\.\//, '').replace('*', '$1')}`;
}
