import { isMembers } from '../specification/check-properties.ts';
import { attributeOf } from './find-references.ts';
import { cidrBlocks } from './cidr-blocks.ts';
import type { Template } from './template.ts';
import { validationError } from './validation-error.ts';

/** Stands for a property that is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** What functions are resolved with. */
export type Resolving = {
  template: Template;
  /** Parameters and pseudo parameters. */
  parameters: Readonly<Record<string, string | readonly string[]>>;
  region: string;
  /** What `Ref` of a resource gives; throws when it is not there. */
  refOf(id: string): string;
  attributeOf(id: string, attribute: string): unknown;
  importOf(name: string): string;
};

type Apply = (given: unknown, resolving: Resolving) => unknown;

/** Resolves the functions of a value, however deep. Throws AwsError `ValidationError` for those that are given nonsense. */
export function resolveValue(value: unknown, resolving: Resolving): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => resolveValue(one, resolving)).filter((one) => one !== NO_VALUE);
  }
  if (!isMembers(value)) return value;
  const entries = Object.entries(value);
  const [[name, given] = ['', undefined]] = entries;
  if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
    const apply = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!apply) throw validationError(`Template error: the local AWS does not know the function ${name}`);
    return apply(given, resolving);
  }
  const resolved = entries.map(([key, one]) => [key, resolveValue(one, resolving)] as const);
  return Object.fromEntries(resolved.filter(([, one]) => one !== NO_VALUE));
}

const FUNCTIONS: Readonly<Record<string, Apply>> = {
  Ref(given, { parameters, refOf }) {
    const name = String(given);
    if (name === 'AWS::NoValue') return NO_VALUE;
    return Object.hasOwn(parameters, name) ? parameters[name] : refOf(name);
  },
  'Fn::GetAtt'(given, resolving) {
    const [id, attribute] = attributeOf(given);
    return resolving.attributeOf(id, String(resolveValue(attribute, resolving)));
  },
  'Fn::Join'(given, resolving) {
    const [separator, parts] = pairOf('Fn::Join', given, resolving);
    if (typeof separator !== 'string' || !Array.isArray(parts))
      throw validationError(
        'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined',
      );
    return parts.map((part) => textOf('Fn::Join', part)).join(separator);
  },
  'Fn::Sub'(given, resolving) {
    const [text, variables = {}] = (Array.isArray(given) ? given : [given]) as [
      unknown,
      Record<string, unknown>?,
    ];
    if (typeof text !== 'string')
      throw validationError(
        "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments.",
      );
    return text.replace(/\$\{(!?)([^{}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      const key = name.trim();
      const value = Object.hasOwn(variables, key)
        ? resolveValue(variables[key], resolving)
        : resolveValue(
            key.includes('.') && !key.startsWith('AWS::') ? { 'Fn::GetAtt': key } : { Ref: key },
            resolving,
          );
      return textOf('Fn::Sub', value);
    });
  },
  'Fn::Select'(given, resolving) {
    const [index, list] = pairOf('Fn::Select', given, resolving);
    if (!Array.isArray(list))
      throw validationError(
        'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
      );
    const chosen: unknown = list[Number(index)];
    if (chosen === undefined)
      throw validationError(
        `Template error: Fn::Select cannot select nonexistent value at index ${String(index)}`,
      );
    return chosen;
  },
  'Fn::Split'(given, resolving) {
    const [separator, text] = pairOf('Fn::Split', given, resolving);
    if (typeof separator !== 'string' || typeof text !== 'string')
      throw validationError(
        'Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
      );
    return text.split(separator);
  },
  'Fn::FindInMap'(given, resolving) {
    if (!Array.isArray(given) || given.length < 3)
      throw validationError(
        'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
      );
    const [map, first, second] = given.slice(0, 3).map((one) => String(resolveValue(one, resolving)));
    const found = resolving.template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
    if (found !== undefined) return found;
    const { DefaultValue } = (given[3] ?? {}) as { DefaultValue?: unknown };
    if (DefaultValue !== undefined) return resolveValue(DefaultValue, resolving);
    throw validationError(`Template error: Unable to get mapping for ${map}::${first}::${second}`);
  },
  'Fn::If'(given, resolving) {
    if (!Array.isArray(given) || given.length !== 3)
      throw validationError('Template error: Fn::If requires a list argument with three elements');
    const [condition, whenTrue, whenFalse] = given as [string, unknown, unknown];
    return resolveValue(holds(condition, resolving) ? whenTrue : whenFalse, resolving);
  },
  'Fn::Equals': (given, resolving) => test({ 'Fn::Equals': given }, resolving),
  'Fn::And': (given, resolving) => test({ 'Fn::And': given }, resolving),
  'Fn::Or': (given, resolving) => test({ 'Fn::Or': given }, resolving),
  'Fn::Not': (given, resolving) => test({ 'Fn::Not': given }, resolving),
  'Fn::ImportValue': (given, resolving) => resolving.importOf(String(resolveValue(given, resolving))),
  'Fn::Base64': (given, resolving) =>
    Buffer.from(textOf('Fn::Base64', resolveValue(given, resolving))).toString('base64'),
  'Fn::GetAZs'(given, resolving) {
    const region = String(resolveValue(given, resolving) || resolving.region);
    return ['a', 'b', 'c'].map((zone) => region + zone);
  },
  'Fn::Cidr'(given, resolving) {
    const [block, count, bits = 8] = (Array.isArray(given) ? given : []).map((one) =>
      resolveValue(one, resolving),
    );
    return cidrBlocks(String(block), Number(count), Number(bits));
  },
  'Fn::Length'(given, resolving) {
    const list = resolveValue(given, resolving);
    if (!Array.isArray(list)) throw validationError('Template error: Fn::Length takes a list');
    return list.length;
  },
  'Fn::ToJsonString': (given, resolving) => JSON.stringify(resolveValue(given, resolving)),
};

/** Whether a condition of the template holds. */
export function holds(name: string, resolving: Resolving, seen: readonly string[] = []): boolean {
  const condition = resolving.template.Conditions?.[name];
  if (condition === undefined)
    throw validationError(`Template error: unresolved condition dependency ${name}`);
  if (seen.includes(name))
    throw validationError(
      `Template format error: Circular dependencies of conditions: ${[...seen, name].join(', ')}`,
    );
  return test(condition, resolving, [...seen, name]);
}

function test(condition: unknown, resolving: Resolving, seen: readonly string[] = []): boolean {
  const [[name, given] = ['', undefined]] = isMembers(condition) ? Object.entries(condition) : [];
  const each = (): boolean[] =>
    (Array.isArray(given) ? given : [given]).map((one) => test(one, resolving, seen));
  switch (name) {
    case 'Condition':
      return holds(String(given), resolving, seen);
    case 'Fn::Equals': {
      const [one, other] = pairOf('Fn::Equals', given, resolving);
      return JSON.stringify(toText(one)) === JSON.stringify(toText(other));
    }
    case 'Fn::Not':
      return !each()[0];
    case 'Fn::And':
      return each().every(Boolean);
    case 'Fn::Or':
      return each().some(Boolean);
    default:
      throw validationError(
        `Template format error: Conditions can only be boolean operations on parameters and other conditions (${name || String(condition)})`,
      );
  }
}

function toText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function pairOf(name: string, given: unknown, resolving: Resolving): [unknown, unknown] {
  const resolved = resolveValue(given, resolving);
  if (!Array.isArray(resolved) || resolved.length !== 2)
    throw validationError(`Template error: every ${name} object requires two parameters`);
  return resolved as [unknown, unknown];
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'object' || value === undefined || typeof value === 'symbol')
    throw validationError(`Template error: ${name} was given something that is no text`);
  return String(value);
}
