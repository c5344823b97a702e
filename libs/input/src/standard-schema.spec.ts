import { describe, expect, it } from '@jest/globals';
import { schemaOf } from './standard-schema.ts';

const schema = { '~standard': { validate: () => ({ value: 1 }) } };
const other = { '~standard': { validate: () => ({ value: 2 }) } };

class WithSchema {
  static readonly schema = schema;
}
class WithOtherSchema {
  static readonly schema = { validate: () => ({ value: 3 }) };
}
const SchemaClass = Object.assign(class {}, schema);
/** As arktype's are. */
const callable = Object.assign(() => 1, schema);

describe('the schema of a parameter', () => {
  it.each<[string, unknown, unknown, unknown]>([
    ['is the one that its decorator names', schema, String, schema],
    ['is that before the one of its class', other, WithSchema, other],
    ['is that of its class', undefined, WithSchema, schema],
    ['is its class', undefined, SchemaClass, SchemaClass],
    ['may be a function', callable, undefined, callable],
    ['is none of another kind', { validate: () => 1 }, undefined, undefined],
    ['is none that cannot validate', { '~standard': {} }, undefined, undefined],
    ['is none that says nothing', { '~standard': undefined }, undefined, undefined],
    ['is not what a class has of that name alone', undefined, WithOtherSchema, undefined],
    ['is none of null', null, null, undefined],
    ['is none of a text', '~standard', 'x', undefined],
    ['is none of a class without', undefined, Object, undefined],
  ])('%s', (_what, named, metatype, expected) => {
    expect(schemaOf(named, metatype)).toBe(expected);
  });
});
