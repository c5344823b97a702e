import type { Identifier, Literal, MemberExpression, TemplateElement } from 'acorn';
import type { EsmModule, Module } from '../bundle/module-graph.ts';
import { NAMESPACE } from '../bundle/read-declarations.ts';
import { isOwn } from '../bundle/resolve-module.ts';
import { LIMITED_METHODS, LIMITS, PATTERNS } from './limits-of-lambda.ts';

/**
 * What of an application cannot work on Lambda, a sentence for each: what it is, the file that uses it, and what to do. Only the
 * application's own modules are read: a package may offer what is not asked of it.
 */
export function noteLimits(modules: Iterable<Module>): readonly string[] {
  const notes = new Map<string, string>();
  const own = [...modules].filter(
    (module): module is EsmModule => module.format === 'esm' && isOwn(module.path),
  );
  const members = new Map(own.map((module) => [module, memberNames(module).map(({ property }) => property)]));
  const called = new Set([...members.values()].flat());
  for (const [module, properties] of members) {
    const uses = [...findImports(module), ...findCalls(properties, called), ...findPatterns(module)];
    for (const { what, sentence } of uses)
      if (!notes.has(sentence)) notes.set(sentence, `${module.name} uses ${what}. ${sentence}`);
  }
  return [...notes.values()];
}

type Use = Readonly<{ what: string; sentence: string }>;

function findImports(module: EsmModule): readonly Use[] {
  const { imports, exports } = module.parsed.declarations;
  const passedOn = [...exports.values()].flatMap((one) => (one.kind === 'from' ? [one.from] : []));
  const taken = [...imports].flatMap(([local, { specifier, name }]) =>
    name === NAMESPACE
      ? membersOf(module, local).map((member) => ({ specifier, name: member }))
      : [{ specifier, name }],
  );
  return LIMITS.flatMap(({ package: from, exports: names, sentence }) => {
    if (names.length === 0) return isImported(module, from) ? [{ what: from, sentence }] : [];
    const used = [...taken, ...passedOn].find(
      ({ specifier, name }) => specifier === from && names.includes(String(name)),
    );
    return used ? [{ what: describeUse(used.name, from), sentence }] : [];
  });
}

/** Whether a module imports a package, or a part of it such as `dd-trace/init`. */
function isImported({ parsed }: EsmModule, name: string): boolean {
  return parsed.declarations.requested.some(
    ({ specifier }) => specifier === name || specifier.startsWith(`${name}/`),
  );
}

const describeUse = (name: string | symbol, from: string): string =>
  name === 'default' ? from : `${String(name)} of ${from}`;

/**
 * @param properties members that one module uses
 * @param called members that any module of the application uses
 */
function findCalls(properties: readonly string[], called: ReadonlySet<string>): readonly Use[] {
  return properties.flatMap((property) => {
    const limited = Object.hasOwn(LIMITED_METHODS, property) ? LIMITED_METHODS[property] : undefined;
    if (!limited || (limited.unless !== undefined && called.has(limited.unless))) return [];
    return [{ what: `${property}()`, sentence: limited.sentence }];
  });
}

/** A pattern of modules' files: it has a `*`, and ends in `.js`, `.ts` or both in braces. */
const MODULE_PATTERN = /^[^\s]*\*[^\s]*(?:\.[cm]?[jt]s|\{[^}\s]*\.?[jt]s[^}\s]*\})$/;

function findPatterns({ parsed }: EsmModule): readonly Use[] {
  const { nodesOf } = parsed.analyse().syntax;
  const texts = [
    ...nodesOf('Literal').map((node) => (node as Literal).value),
    ...nodesOf('TemplateElement').map((node) => (node as TemplateElement).value.cooked),
  ];
  return texts
    .filter((text) => typeof text === 'string' && MODULE_PATTERN.test(text))
    .map((text) => ({ what: `the pattern ${String(text)}`, sentence: PATTERNS }));
}

/** Members that a module takes of a namespace: `schedule.Cron`. */
function membersOf(module: EsmModule, local: string): readonly string[] {
  return memberNames(module)
    .filter(({ object }) => object === local)
    .map(({ property }) => property);
}

function memberNames({
  parsed,
}: EsmModule): readonly Readonly<{ object: string | undefined; property: string }>[] {
  return (parsed.analyse().syntax.nodesOf('MemberExpression') as MemberExpression[]).flatMap(
    ({ object, property, computed }) =>
      computed || property.type !== 'Identifier'
        ? []
        : [
            {
              object: object.type === 'Identifier' ? (object as Identifier).name : undefined,
              property: property.name,
            },
          ],
  );
}
