import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Adaptations } from './optimisations/adaptations.ts';
import { analyse, type Analysis } from './analyse.ts';
import { awaitsAtTop } from './awaits-at-top.ts';
import { findFiles } from './find-files.ts';
import { readDeclarations, type Declarations } from './read-declarations.ts';
import type { CompilerSettings } from './read-compiler-settings.ts';
import { listMatches } from './list-matches.ts';
import { readRequests, type Request, type Requests } from './read-requests.ts';
import { readSource, type Source } from './read-source.ts';
import type { SourceType } from './syntax.ts';
import { isOwn, type Resolve, type Resolved } from './resolve-module.ts';

/** One file of the bundle. */
export type Module = Readonly<{
  /** Place in the graph, in the order in which it was found: the same for the same sources. */
  id: number;
  path: string;
  /** Path below the root, with slashes: what a stack shows, and where the module believes it lies. */
  name: string;
  /** Targets of its requests, by `toKey`. */
  targets: Map<string, Target>;
  /** What it asks for by other means than an import or `require` with a literal. */
  lookups: readonly Request[];
}> &
  (
    | Readonly<{
        format: 'esm';
        parsed: ParsedEsm;
        /** Whether it was written for bundlers, see `Adaptations`. */
        isForBundlers: boolean;
      }>
    | Readonly<{ format: 'commonjs'; parsed: Parsed }>
    | Readonly<{ format: 'json'; text: string }>
    | Readonly<{ format: 'addon' }>
  );

export type EsmModule = Extract<Module, { format: 'esm' }>;

export type Parsed = Readonly<{
  code: string;
  map: string | undefined;
  requests: Requests;
  /** Files and folders beside the module that it names, as paths from its folder. */
  files: readonly string[];
  /** Whether it asks where it lies. */
  knowsItsPlace: boolean;
  /** Its syntax tree and names: those it was read with, or made anew where they were not kept. */
  analyse: () => Analysis;
  /** Letters of the text whose syntax tree is kept. */
  keptText: number;
}>;

export type ParsedEsm = Parsed &
  Readonly<{
    declarations: Declarations;
    /** Whether it awaits at its top level. */
    awaits: boolean;
  }>;

/** What a request leads to. */
export type Target = Readonly<{ kind: 'module'; module: Module }> | Exclude<Resolved, { kind: 'file' }>;

export const toKey = ({ kind, specifier }: Request): string => `${kind} ${specifier}`;

/** Everything that a program can come to run. */
export type ModuleGraph = Readonly<{
  entry: Module;
  /** In the order in which they were found. */
  modules: readonly Module[];
  /** Requests that lead nowhere, and who makes them. */
  missing: readonly Readonly<{ specifier: string; importer: string }>[];
}>;

/** Thrown when a source cannot be read; every such source at once. */
export class SourceError extends Error {
  readonly code = 'SOURCE_INVALID';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SourceError';
    this.problems = problems;
  }
}

export type GraphOptions = Readonly<{
  /** Module that the program starts with. */
  entry: string;
  /** Folder above all of them. */
  root: string;
  resolve: Resolve;
  /** Packages that a file of a package may mean when only the running program knows the name. Default none. */
  guess?: (path: string) => readonly string[];
  adaptations: Adaptations;
  /** Parsed files by path and text; given again, only what changed is parsed anew. */
  cache?: Map<string, ParsedFile>;
  /**
   * Letters of text whose syntax trees are kept, a hundred bytes of memory each; what goes beyond is parsed again when it is written.
   * Default 8 million, twice what most programs have.
   */
  maxKeptText?: number;
  /** How TypeScript is compiled. Default: as without a tsconfig.json. */
  settings?: CompilerSettings;
  /** Numbers of modules by path, to be kept in this graph; those of other modules are added. Default: none. */
  ids?: Map<string, number>;
}>;

/** A file with what was found in it. */
export type ParsedFile = Readonly<{ source: Source; parsed: Parsed | ParsedEsm | undefined }>;

function toId(path: string, ids: Map<string, number>): number {
  const id = ids.get(path) ?? ids.size;
  ids.set(path, id);
  return id;
}

/**
 * Finds every module that a program can come to run, starting with its entry: what is imported, required or looked up with a
 * literal. What is not found is noted, for it may never be asked for.
 *
 * @throws SourceError with every source that cannot be read
 */
export async function collectModules(options: GraphOptions): Promise<ModuleGraph> {
  const { adaptations, resolve, root, ids = new Map<string, number>() } = options;
  const modules: Module[] = [];
  const known = new Map<string, Module>();
  const missing: { specifier: string; importer: string }[] = [];
  const problems: string[] = [];
  const budget = budgetOf(options);

  const add = async (path: string): Promise<Module> => {
    const before = known.get(path);
    if (before) return before;
    const file = await readFile(path, options, budget);
    const module = toModule(
      file,
      {
        id: toId(path, ids),
        path,
        name: toName(root, path),
        targets: new Map(),
        lookups: listLookups(path, file, options),
      },
      adaptations.isForBundlers(path),
    );
    known.set(path, module);
    modules.push(module);
    return module;
  };

  const entry = await add(realpathSync(options.entry)).catch((error: unknown) => {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SourceError([describe(error, options.entry)]);
  });
  for (let at = 0; at < modules.length; at += 1) {
    const module = modules[at] as Module;
    for (const request of listRequests(module)) {
      const resolved = adaptations.redirect(request, module.path) ?? resolve(request, module.path);
      if (resolved.kind !== 'file') {
        module.targets.set(toKey(request), resolved);
        if (resolved.kind !== 'missing') continue;
        missing.push({ specifier: request.specifier, importer: module.path });
        // Of a package it may be an optional part; what the application imports itself, it needs.
        if (isOwn(module.path) && isDeclared(module, request))
          problems.push(describeMissing(module, request));
        continue;
      }
      try {
        const target = await add(adaptations.relocate(resolved.path));
        module.targets.set(toKey(request), { kind: 'module', module: target });
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        // A package may hold files that nothing runs.
        if (isOwn(resolved.path)) problems.push(describe(error, resolved.path));
        module.targets.set(toKey(request), { kind: 'missing', specifier: request.specifier });
      }
    }
  }
  if (problems.length > 0) throw new SourceError(problems);
  return { entry, modules, missing };
}

function isDeclared(module: Module, { kind, specifier }: Request): boolean {
  if (module.format !== 'esm' || kind !== 'import') return false;
  return module.parsed.declarations.requested.some((one) => one.specifier === specifier);
}

function describeMissing({ name }: Module, { specifier }: Request): string {
  return /^[./#]/.test(specifier)
    ? `${name} imports ${specifier}, which is not there. Look at its path.`
    : `${name} imports ${specifier}, which is not installed. Install it, or name it as external in the function's description.`;
}

function listRequests(module: Module): readonly Request[] {
  if (module.format !== 'esm' && module.format !== 'commonjs') return [];
  const { requires, dynamicImports } = module.parsed.requests;
  const declared = module.format === 'esm' ? module.parsed.declarations.requested : [];
  return [
    ...declared.map(({ specifier }) => ({ kind: 'import' as const, specifier })),
    ...requires.map(({ specifier }) => ({ kind: 'require' as const, specifier })),
    ...dynamicImports.flatMap(({ specifier }) =>
      specifier === undefined ? [] : [{ kind: 'import' as const, specifier }],
    ),
    ...module.lookups,
  ];
}

function listLookups(path: string, { parsed }: ParsedFile, { guess }: GraphOptions): readonly Request[] {
  if (!parsed) return [];
  const guessed = parsed.requests.isOpen ? (guess?.(path) ?? []) : [];
  return [
    ...parsed.requests.lookups,
    ...parsed.requests.patterns.flatMap((pattern) => listMatches(pattern, path)),
    ...guessed.map((specifier): Request => ({ kind: 'require', specifier })),
  ];
}

/** How many letters more may have their syntax trees kept. */
type TextBudget = { left: number };

const MAX_KEPT_TEXT = 8_000_000;

function budgetOf({ cache, maxKeptText = MAX_KEPT_TEXT }: GraphOptions): TextBudget {
  let left = maxKeptText;
  for (const { parsed } of cache?.values() ?? []) left -= parsed?.keptText ?? 0;
  return { left };
}

async function readFile(
  path: string,
  { adaptations, cache, settings }: GraphOptions,
  budget: TextBudget,
): Promise<ParsedFile> {
  const source =
    adaptations.virtual(path) ?? (await readSource(path, (text) => adaptations.edit(path, text), settings));
  const text = source.kind === 'code' ? source.code : source.kind === 'json' ? source.text : '';
  const key = `${path}\n${text}`;
  const before = cache?.get(key);
  if (before) return before;
  const file = { source, parsed: source.kind === 'code' ? parse(source, budget) : undefined };
  cache?.set(key, file);
  return file;
}

function parse(
  { code, map, sourceType }: Extract<Source, { kind: 'code' }>,
  budget: TextBudget,
): Parsed | ParsedEsm {
  const analysis = analyse(code, sourceType);
  const { syntax, bindings } = analysis;
  const isKept = code.length <= budget.left;
  if (isKept) budget.left -= code.length;
  const requests = readRequests(syntax, bindings.isFree);
  const isEsm = syntax.sourceType === 'module';
  const parsed = {
    code,
    map,
    requests,
    files: findFiles(syntax),
    knowsItsPlace: isEsm
      ? requests.metas.length > 0
      : bindings.names.has('__filename') || bindings.names.has('__dirname'),
    analyse: isKept ? () => analysis : analyseLater(code, syntax.sourceType),
    keptText: isKept ? code.length : 0,
  };
  return isEsm
    ? { ...parsed, declarations: readDeclarations(syntax.program), awaits: awaitsAtTop(syntax) }
    : parsed;
}

/** A function of its own, so that it holds on to the text alone. */
const analyseLater = (code: string, sourceType: SourceType) => (): Analysis => analyse(code, sourceType);

function toModule(
  { source, parsed }: ParsedFile,
  facts: Pick<Module, 'id' | 'path' | 'name' | 'targets' | 'lookups'>,
  isForBundlers: boolean,
): Module {
  if (source.kind === 'json') return { ...facts, format: 'json', text: source.text };
  if (parsed === undefined) return { ...facts, format: 'addon' };
  return 'declarations' in parsed
    ? { ...facts, format: 'esm', parsed, isForBundlers }
    : { ...facts, format: 'commonjs', parsed };
}

function toName(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function describe(error: SyntaxError, path: string): string {
  return error.message.includes(path) ? error.message : `${path}: ${error.message}`;
}
