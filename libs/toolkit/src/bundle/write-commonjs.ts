import MagicString from 'magic-string';
import { toKey, type Module } from './module-graph.ts';
import { lookedUp, MISSING, writeDynamicImport, type Written } from './write-esm.ts';

type CommonJsModule = Extract<Module, { format: 'commonjs' }>;

/** What Node gives a CommonJS module, but for the two paths: who uses them takes them from the module. */
const PARAMETERS = 'module,exports,require';

/** @see https://nodejs.org/docs/latest-v24.x/api/modules.html#the-module-wrapper */
const PATHS = 'var __filename=module.filename,__dirname=module.path;';

/**
 * Writes a CommonJS module as a function: its own text, in which `require('x')` is told the id of the module that it means,
 * and `import()` is the loader's.
 */
export function writeCommonJs(module: CommonJsModule): Written {
  const { code, requests, knowsItsPlace } = module.parsed;
  const text = new MagicString(code);
  const references = new Set(lookedUp(module));
  for (const { specifier, end } of requests.requires) {
    const target = module.targets.get(toKey({ kind: 'require', specifier }));
    if (target?.kind === 'module') references.add(target.module);
    if (target?.kind === 'module') text.appendLeft(end, `,${target.module.id}`);
    else if (target?.kind === 'missing') text.appendLeft(end, `,${MISSING}`);
  }
  const record =
    requests.dynamicImports.length > 0 ? unusedName(module.parsed.analyse().bindings.names) : undefined;
  for (const { node, specifier } of requests.dynamicImports) {
    const key = specifier === undefined ? undefined : toKey({ kind: 'import', specifier });
    const target = key === undefined ? undefined : module.targets.get(key);
    if (target?.kind === 'module') references.add(target.module);
    if (record !== undefined) writeDynamicImport(text, node, record, target);
  }
  if (code.startsWith('#!')) text.remove(0, code.indexOf('\n'));
  const parameters = record === undefined ? PARAMETERS : `${PARAMETERS},${record}`;
  text.prepend(`(function(${parameters}){${knowsItsPlace ? PATHS : ''}\n`).append('\n})');
  const map = text.generateMap({ source: module.path, hires: 'boundary', includeContent: false });
  return { code: text.toString(), map: map.toString(), references: [...references] };
}

/** Writes a JSON file as a function that exports it. */
export function writeJson({ text }: Extract<Module, { format: 'json' }>): Written {
  // Parsed once more, so that what is no JSON fails the build, and `__proto__` is a member as it is for JSON.parse.
  const value = JSON.stringify(JSON.parse(text));
  return {
    code: `(function(module){module.exports=JSON.parse(${JSON.stringify(value)})})`,
    map: '',
    references: [],
  };
}

/** Writes a compiled addon as a function that loads it from where the bundle was put. */
export function writeAddon(): Written {
  return { code: '(function(module){process.dlopen(module,module.filename)})', map: '', references: [] };
}

function unusedName(names: ReadonlySet<string>): string {
  for (let name = '$'; ; name += '$') if (!names.has(name)) return name;
}
