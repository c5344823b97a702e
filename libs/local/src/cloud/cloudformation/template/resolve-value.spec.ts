import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from './parse-template.ts';
import { holds, NO_VALUE, resolveValue, type Resolving } from './resolve-value.ts';

const template = parseTemplate(
  JSON.stringify({
    Mappings: { Sizes: { small: { memory: 128 }, large: { memory: 1024 } } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
      Both: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsDev' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsDev' }] },
      Round: { 'Fn::Not': [{ Condition: 'About' }] },
      About: { 'Fn::Not': [{ Condition: 'Round' }] },
    },
    Resources: { Table: { Type: 'X' } },
  }),
);
const resolving: Resolving = {
  template,
  region: 'eu-west-1',
  parameters: { Stage: 'dev', Zones: ['a', 'b'], 'AWS::Region': 'eu-west-1' },
  refOf: (id) => `ref-of-${id}`,
  attributeOf: (id, attribute) => `${attribute}-of-${id}`,
  importOf: (name) => `import-of-${name}`,
};
const resolve = (value: unknown): unknown => resolveValue(value, resolving);

describe('a function of a template', () => {
  it.each([
    ['a parameter', { Ref: 'Stage' }, 'dev'],
    ['a list parameter', { Ref: 'Zones' }, ['a', 'b']],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['a resource', { Ref: 'Table' }, 'ref-of-Table'],
    ['an attribute', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Arn-of-Table'],
    ['an attribute by a dotted name', { 'Fn::GetAtt': 'Table.Endpoint.Port' }, 'Endpoint.Port-of-Table'],
    ['an attribute whose name is a parameter', { 'Fn::GetAtt': ['Table', { Ref: 'Stage' }] }, 'dev-of-Table'],
    [
      'a substitution',
      { 'Fn::Sub': '${Stage}/${Table}/${Table.Arn}/${!Kept}' },
      'dev/ref-of-Table/Arn-of-Table/${Kept}',
    ],
    [
      'a substitution of its own',
      { 'Fn::Sub': ['${A}-${Stage}', { A: { Ref: 'Table' } }] },
      'ref-of-Table-dev',
    ],
    ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1]] }, 'a-dev-1'],
    ['a join of a list parameter', { 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    ['a split', { 'Fn::Split': ['-', 'a-b'] }, ['a', 'b']],
    ['a selection', { 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    ['a selection from a split', { 'Fn::Select': [1, { 'Fn::Split': ['|', 'a|b|c'] }] }, 'b'],
    ['a mapping', { 'Fn::FindInMap': ['Sizes', 'large', 'memory'] }, 1024],
    ['a mapping with a default', { 'Fn::FindInMap': ['Sizes', 'none', 'memory', { DefaultValue: 1 }] }, 1],
    ['a choice', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'no'],
    ['an import', { 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-name' } }, 'import-of-dev-name'],
    ['base 64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['zones', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['blocks of addresses', { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }, ['10.0.0.0/24', '10.0.1.0/24']],
    ['a length', { 'Fn::Length': { Ref: 'Zones' } }, 2],
    ['JSON', { 'Fn::ToJsonString': { a: { Ref: 'Stage' } } }, '{"a":"dev"}'],
  ])('gives %s', (_name, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('takes what has no value out of members and lists', () => {
    const none = { Ref: 'AWS::NoValue' };
    expect(resolve({ a: none, b: [1, none, { 'Fn::If': ['IsProd', 1, none] }], c: { d: none } })).toEqual({
      b: [1],
      c: {},
    });
    expect(resolve(none)).toBe(NO_VALUE);
  });

  it('is left alone where it is a member among others', () => {
    expect(resolve({ Ref: 'Stage', Other: 1 })).toEqual({ Ref: 'Stage', Other: 1 });
  });

  it.each([
    ['a function that there is not', { 'Fn::Sing': [] }],
    ['a selection beyond the end', { 'Fn::Select': [2, ['a']] }],
    ['a selection that is no number', { 'Fn::Select': ['a', ['a']] }],
    ['a mapping without the key', { 'Fn::FindInMap': ['Sizes', 'none', 'memory'] }],
    ['a join of members', { 'Fn::Join': ['', [{ a: 1 }]] }],
    ['a join that is no list', { 'Fn::Join': 'a' }],
    ['a choice by a condition that there is not', { 'Fn::If': ['None', 1, 2] }],
    ['a choice with two arguments', { 'Fn::If': ['IsProd', 1] }],
    ['too many blocks of addresses', { 'Fn::Cidr': ['10.0.0.0/24', 3, 7] }],
    ['a length of text', { 'Fn::Length': 'abc' }],
  ])('rejects %s', (_name, value) => {
    expect(() => resolve(value)).toThrow(expect.objectContaining({ code: 'ValidationError' }));
  });
});

describe('a condition', () => {
  it.each([
    ['IsProd', false],
    ['IsDev', true],
    ['Both', false],
    ['Either', true],
  ])('%s is %s', (name, expected) => {
    expect(holds(name, resolving)).toBe(expected);
  });

  it('is rejected when it depends on itself', () => {
    expect(() => holds('Round', resolving)).toThrow(
      'Circular dependencies of conditions: Round, About, Round',
    );
  });
});
