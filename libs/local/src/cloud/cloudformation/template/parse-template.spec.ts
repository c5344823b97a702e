import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from './parse-template.ts';

describe('a template', () => {
  it('is read from YAML with the short forms of functions', () => {
    const { Resources, Conditions } = parseTemplate(`
AWSTemplateFormatVersion: '2010-09-09'
Conditions:
  Both: !And [!Equals [!Ref A, b], !Condition C]
Resources:
  Table:
    Type: AWS::Logs::LogGroup
    Properties:
      Attribute: !GetAtt Other.Endpoint.Port
      Parts: !GetAtt [Other, Arn]
      Text: !Sub '\${A}-\${B.Arn}'
      Given: !Sub ['\${C}', {C: !Ref D}]
      Import: !ImportValue
        Fn::Sub: name
      Choice: !If [C, 1, !Ref AWS::NoValue]
      Base: !Base64
        Fn::Join: ['', [a, !Select [0, !Split [',', 'a,b']]]]
      Date: 2012-10-17
`);
    expect(Conditions).toEqual({
      Both: { 'Fn::And': [{ 'Fn::Equals': [{ Ref: 'A' }, 'b'] }, { Condition: 'C' }] },
    });
    expect(Resources['Table']?.Properties).toEqual({
      Attribute: { 'Fn::GetAtt': ['Other', 'Endpoint.Port'] },
      Parts: { 'Fn::GetAtt': ['Other', 'Arn'] },
      Text: { 'Fn::Sub': '${A}-${B.Arn}' },
      Given: { 'Fn::Sub': ['${C}', { C: { Ref: 'D' } }] },
      Import: { 'Fn::ImportValue': { 'Fn::Sub': 'name' } },
      Choice: { 'Fn::If': ['C', 1, { Ref: 'AWS::NoValue' }] },
      Base: {
        'Fn::Base64': { 'Fn::Join': ['', ['a', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] }]] },
      },
      Date: '2012-10-17',
    });
  });

  const one = { Type: 'AWS::Logs::LogGroup' };
  it.each([
    ['no JSON', '{', 'JSON not well-formed'],
    ['no YAML', 'a: [', 'YAML not well-formed'],
    ['a function that YAML has no short form of', 'Resources: {A: !Sing a}', 'YAML not well-formed'],
    ['a list', '[1]', 'unsupported structure'],
    ['a section that there is not', JSON.stringify({ Colours: {}, Resources: { A: one } }), '[Colours]'],
    [
      'another version',
      JSON.stringify({ AWSTemplateFormatVersion: '2020', Resources: { A: one } }),
      'unsupported value',
    ],
    [
      'a transform',
      JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: { A: one } }),
      'No transform named AWS::Serverless',
    ],
    ['no resources', JSON.stringify({ Resources: {} }), 'At least one Resources member must be defined'],
    [
      'more than 500 resources',
      JSON.stringify({
        Resources: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`A${i}`, one])),
      }),
      '501',
    ],
  ])('is rejected with %s', (_name, text, message) => {
    expect(() => parseTemplate(text)).toThrow(message);
  });
});
