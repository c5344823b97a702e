import type {
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Identifier,
  ImportExpression,
  Node,
  Property,
} from 'acorn';
import MagicString from 'magic-string';
import { toKey, type EsmModule, type Module, type Target } from './module-graph.ts';
import { planExports, type ExportPlan } from './plan-exports.ts';
import { ImportPlan, type Binding, type PlanContext, type Source } from './plan-imports.ts';
import { isNamedDeclaration } from './read-declarations.ts';
import type { Analysis } from './analyse.ts';

/** A module as the bundle has it: a function expression that the loader calls, and the map to the module's own text. */
export type Written = Readonly<{
  code: string;
  map: string;
  /** The modules that it can come to run. */
  references: readonly Module[];
}>;

/**
 * Writes an ES module as a function. What it keeps of the language: exports are there before the modules it imports run, they
 * run in order and once, imported names are looked at when they are used, `await` stands where it stood.
 *
 * The function is given its record (see loader/esm-record.ts) and the function that runs a module by its id.
 */
export function writeEsm(module: EsmModule, context: PlanContext): Written {
  return new EsmWriter(module, context).write();
}

class EsmWriter {
  readonly #module: EsmModule;
  readonly #context: PlanContext;
  readonly #analysis: Analysis;
  readonly #text: MagicString;
  readonly #plan: ImportPlan;
  readonly #exports: ReadonlyMap<string, ExportPlan>;
  /** Begins every name that is not the module's own. */
  readonly #prefix: string;
  readonly #references = new Set<Module>();

  constructor(module: EsmModule, context: PlanContext) {
    this.#module = module;
    this.#context = context;
    this.#analysis = module.parsed.analyse();
    this.#text = new MagicString(module.parsed.code);
    this.#plan = new ImportPlan(module, this.#analysis.bindings, context);
    this.#exports = planExports(module, this.#analysis);
    this.#prefix = unusedPrefix(this.#analysis.bindings.names);
  }

  write(): Written {
    this.#writeReferences();
    this.#writeRequests();
    for (const node of this.#analysis.syntax.program.body) this.#writeStatement(node);
    const registration = this.#writeRegistration();
    const steps = this.#writeSteps();
    const slots = Array.from({ length: this.#plan.slots }, (_, slot) => this.#slot(slot));
    const head = [
      `${this.#context.async.has(this.#module) ? 'async ' : ''}function(${this.#record},${this.#run}){"use strict";`,
      slots.length > 0 ? `let ${slots.join(',')};` : '',
      registration,
      steps,
    ];
    if (this.#module.parsed.code.startsWith('#!'))
      this.#text.remove(0, this.#module.parsed.code.indexOf('\n'));
    this.#text.prepend(`(${head.join('')}\n`).append('\n})');
    const map = this.#text.generateMap({
      source: this.#module.path,
      hires: 'boundary',
      includeContent: false,
    });
    for (const module of lookedUp(this.#module)) this.#references.add(module);
    return { code: this.#text.toString(), map: map.toString(), references: [...this.#references] };
  }

  get #record(): string {
    return this.#prefix;
  }

  get #run(): string {
    return `${this.#prefix}r`;
  }

  get #namespace(): string {
    return `${this.#prefix}e`;
  }

  #slot(slot: number): string {
    return `${this.#prefix}${slot}`;
  }

  /** Hands the exports to the loader: those that are there already, and a place for the others. */
  #writeRegistration(): string {
    const members = [...this.#exports].map(([name, plan]) => {
      const key = JSON.stringify(name);
      if (plan.kind === 'hoisted') return `${key}:${plan.variable}`;
      if (plan.kind === 'live') return `get ${key}(){return ${plan.variable}}`;
      if (plan.kind === 'linked') return `get ${key}(){return ${this.#use(this.#plan.reach(plan.origin))}}`;
      return `${key}:void 0`;
    });
    const isAssigned = [...this.#exports.values()].some(
      ({ kind }) => kind === 'assigned' || kind === 'expression',
    );
    const literal = `${this.#record}.x({${members.join(',')}});`;
    return isAssigned ? `const ${this.#namespace}=${literal}` : members.length > 0 ? literal : '';
  }

  #writeSteps(): string {
    return this.#plan.steps
      .map((step) => {
        if (step.kind === 'star') return `${this.#record}.s(${this.#slot(step.slot)});`;
        if (step.kind === 'reject') {
          return `${this.#record}.u(${JSON.stringify(step.specifier)},${JSON.stringify(step.name)});`;
        }
        const loaded = this.#load(step.source);
        return step.slot === undefined ? `${loaded};` : `${this.#slot(step.slot)}=${loaded};`;
      })
      .join('');
  }

  /** What runs a module, if it has not run, and gives what a slot holds. */
  #load(source: Source): string {
    if ('module' in source) this.#references.add(source.module);
    switch (source.of) {
      case 'exports': {
        const { module } = source;
        const mustWait = this.#context.async.mustAwait(this.#module, module);
        return mustWait ? `await ${this.#record}.a(${module.id})` : `${this.#run}(${module.id})`;
      }
      case 'namespace': {
        const { module } = source;
        const mustWait = this.#context.async.mustAwait(this.#module, module);
        return `${mustWait ? 'await ' : ''}${this.#record}.${mustWait ? 'an' : 'n'}(${module.id})`;
      }
      case 'default':
        return `${this.#record}.d(${source.module.id})`;
      case 'builtin':
        return `${this.#record}.b(${JSON.stringify(source.name)})`;
      case 'builtin-namespace':
        return `${this.#record}.bn(${JSON.stringify(source.name)})`;
      case 'outside':
        return `${this.#record}.o(${JSON.stringify(source.specifier)})`;
    }
  }

  /** What a use of an imported name becomes. */
  #use(binding: Binding): string {
    if (binding.kind === 'undefined') return 'void 0';
    const slot = this.#slot(binding.slot);
    const whole = binding.isLazy ? `(${slot}??=${this.#loadLater(binding.source)})` : slot;
    return binding.member === undefined ? whole : `${whole}${memberOf(binding.member)}`;
  }

  /** The same in a function, where nothing can be waited for: what awaits has run by then. */
  #loadLater(source: Source): string {
    if (!('module' in source)) return this.#load(source);
    this.#references.add(source.module);
    const { id } = source.module;
    if (source.of === 'exports') return `${this.#run}(${id})`;
    return `${this.#record}.${source.of === 'default' ? 'd' : 'n'}(${id})`;
  }

  #writeReferences(): void {
    const { bindings, syntax } = this.#analysis;
    for (const [local, binding] of this.#plan.bindings) {
      for (const reference of bindings.variableOf(local)?.references ?? []) {
        const identifier = reference.identifier as unknown as Identifier;
        const parent = syntax.parentOf(identifier);
        if (parent?.type === 'ExportSpecifier') continue;
        this.#writeReference(identifier, parent, binding);
      }
    }
  }

  #writeReference(identifier: Identifier, parent: Node | undefined, binding: Binding): void {
    const use = this.#use(binding);
    const isCalled = isCallee(identifier, parent);
    // A method of the slot would be given the slot as `this`.
    const isMethod = isCalled && binding.kind === 'slot' && binding.member !== undefined;
    const expression = isMethod ? `(0,${use})` : use === 'void 0' ? '(void 0)' : use;
    if (parent?.type === 'Property' && (parent as Property).shorthand) {
      this.#text.appendLeft(identifier.end, `:${expression}`);
      return;
    }
    const guard =
      expression.startsWith('(') && startsStatement(identifier, this.#analysis.syntax.parentOf) ? ';' : '';
    this.#text.update(identifier.start, identifier.end, guard + expression);
  }

  #writeRequests(): void {
    const { dynamicImports, metas } = this.#module.parsed.requests;
    for (const { node, specifier } of dynamicImports) {
      const target = specifier === undefined ? undefined : this.#target(specifier);
      if (target?.kind === 'module') this.#references.add(target.module);
      writeDynamicImport(this.#text, node, this.#record, target);
    }
    for (const meta of metas) this.#text.update(meta.start, meta.end, `${this.#record}.m`);
  }

  #target(specifier: string): Target | undefined {
    return this.#module.targets.get(toKey({ kind: 'import', specifier }));
  }

  #writeStatement(node: Node): void {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') {
      this.#text.remove(node.start, node.end);
    } else if (node.type === 'ExportNamedDeclaration') {
      const { declaration } = node as ExportNamedDeclaration;
      if (declaration) this.#text.remove(node.start, declaration.start);
      else this.#text.remove(node.start, node.end);
    } else if (node.type === 'ExportDefaultDeclaration') {
      this.#writeDefault(node as ExportDefaultDeclaration);
    }
    for (const [name, plan] of this.#exports) {
      if (plan.kind !== 'assigned' || !plan.after.includes(node)) continue;
      this.#text.appendLeft(node.end, `;${this.#namespace}${memberOf(name)}=${plan.variable};`);
    }
  }

  #writeDefault(node: ExportDefaultDeclaration): void {
    const { declaration } = node;
    if (isNamedDeclaration(declaration)) {
      this.#text.remove(node.start, declaration.start);
      return;
    }
    // As a member of that name, a function or class without a name is called `default`, which the language wants.
    this.#text.update(node.start, declaration.start, `${this.#namespace}.default=({default:(`);
    this.#text.appendLeft(declaration.end, ')}).default;');
    // Parentheses around the expression, and a semicolon.
    if (node.end > declaration.end) this.#text.remove(declaration.end, node.end);
  }
}

/** The modules that a module only looks up, by a name that the build has found. */
export function lookedUp(module: Module): readonly Module[] {
  return module.lookups.flatMap((request) => {
    const target = module.targets.get(toKey(request));
    return target?.kind === 'module' ? [target.module] : [];
  });
}

/** In the place of an id: only the running program knows the specifier, or Node knows the module. */
export const UNKNOWN = -1;
/** In the place of an id: nothing of that name was installed. */
export const MISSING = -2;

/** Writes `import(…)` as a call of the loader, with the id of the module where it is known. */
export function writeDynamicImport(
  text: MagicString,
  { start, source }: ImportExpression,
  record: string,
  target: Target | undefined,
): void {
  const id = target?.kind === 'module' ? target.module.id : target?.kind === 'missing' ? MISSING : UNKNOWN;
  text.update(start, source.start, `${record}.i(${id},`);
}

function isCallee(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'CallExpression') return (parent as Node & { callee: Node }).callee === node;
  return parent?.type === 'TaggedTemplateExpression';
}

/** Whether an expression opens a statement, where an opening parenthesis would continue the line before. */
function startsStatement(node: Node, parentOf: (node: Node) => Node | undefined): boolean {
  for (let at: Node | undefined = node; at?.start === node.start; at = parentOf(at)) {
    if (at.type !== 'ExpressionStatement') continue;
    const parent = parentOf(at);
    return /^(?:Program|BlockStatement|StaticBlock|SwitchCase)$/.test(parent?.type ?? '');
  }
  return false;
}

const memberOf = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;

/** `$`, or as many as no name of the module begins with. */
function unusedPrefix(names: ReadonlySet<string>): string {
  for (let prefix = '$'; ; prefix += '$') {
    const taken = new RegExp(`^\\${prefix.split('').join('\\')}(?:\\d+|[er])?$`);
    if (![...names].some((name) => taken.test(name))) return prefix;
  }
}
