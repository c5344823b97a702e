import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  load,
  YAMLException,
  type TagDefinition,
} from 'js-yaml';
import { validationError } from './validation-error.ts';

/** Functions that have a short form: `!Sub` is `Fn::Sub`. */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
];

const SCHEMA = CORE_SCHEMA.withTags(
  ...['Ref', 'Condition'].map((name) => tagsOf(`!${name}`, name)),
  ...FUNCTIONS.map((name) => tagsOf(`!${name}`, `Fn::${name}`)),
);

/** Reads YAML with the short forms of functions. Throws AwsError `ValidationError`. */
export function parseYaml(text: string): unknown {
  try {
    return load(text, { schema: SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw validationError(
      `Template format error: YAML not well-formed. (${error.message.split('\n', 1)[0]})`,
    );
  }
}

/** The three kinds of values that a function may be given. */
function tagsOf(tag: string, name: string): TagDefinition[] {
  const wrap = (value: unknown): object => ({ [name]: value });
  return [
    defineScalarTag<object>(tag, {
      identify: () => false,
      resolve: (source) => wrap(name === 'Fn::GetAtt' ? splitAttribute(source) : source),
    }),
    defineSequenceTag<unknown[], object>(tag, {
      identify: () => false,
      create: () => [],
      addItem: (items, item) => void items.push(item),
      finalize: wrap,
    }),
    defineMappingTag<Map<unknown, unknown>, object>(tag, {
      identify: () => false,
      create: () => new Map(),
      addPair(members, key, value) {
        members.set(key, value);
        return '';
      },
      has: (members, key) => members.has(key),
      keys: (value) => Object.keys(value),
      get: (value, key) => (value as Record<string, unknown>)[String(key)],
      finalize: (members) => wrap(Object.fromEntries(members)),
    }),
  ];
}

/** `Table.Arn` is the attribute `Arn` of `Table`; an attribute may have dots of its own. */
function splitAttribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
