import { describe, expect, it } from '@jest/globals';
import { addStackTags } from './add-stack-tags.ts';
import { checkProperties } from './check-properties.ts';
import { findChanges } from './find-changes.ts';
import { loadSpecification } from './load-specification.ts';

const FUNCTION = 'AWS::Lambda::Function';
const TYPES = [FUNCTION, 'AWS::ApiGatewayV2::Stage', 'AWS::Logs::LogGroup', 'AWS::IAM::Role'];
const of = (type: string) => loadSpecification(TYPES).describe(type);
const required = { Code: { ZipFile: 'x' }, Role: 'arn' };

describe('properties', () => {
  it('are those that the type has, of the types they have', () => {
    expect(
      checkProperties(of(FUNCTION), {
        ...required,
        Timeout: '3',
        MemorySize: 128,
        Tags: [{ Key: 'a', Value: 1 }],
        Environment: { Variables: { A: true } },
      }),
    ).toEqual([]);
  });

  it.each([
    [{ ...required, Memory: 1 }, '#: extraneous key [Memory] is not permitted'],
    [{ Code: {} }, '#: required key [Role] not found'],
    [
      { ...required, Environment: { Variable: {} } },
      '#/Environment: extraneous key [Variable] is not permitted',
    ],
    [{ ...required, Environment: 'A=1' }, '#/Environment: expected type: JSONObject, found: String'],
    [{ ...required, Timeout: 'long' }, '#/Timeout: expected type: Integer, found: String'],
    [{ ...required, Timeout: 1.5 }, '#/Timeout: expected type: Integer, found: Number'],
    [{ ...required, Handler: ['a'] }, '#/Handler: expected type: String, found: JSONArray'],
    [{ ...required, Layers: 'a' }, '#/Layers: expected type: JSONArray, found: String'],
    [{ ...required, Layers: [{ a: 1 }] }, '#/Layers/0: expected type: String, found: JSONObject'],
    [
      { ...required, TracingConfig: { Mode: 'On' } },
      '#/TracingConfig/Mode: #: failed validation constraint for keyword [enum]; one of Active, PassThrough is expected, found On',
    ],
    [{ ...required, Tags: [{ Key: 'a' }] }, '#/Tags/0/Value: expected type: String, found: Null'],
  ])('%j are rejected', (properties, violation) => {
    expect(checkProperties(of(FUNCTION), properties)).toEqual([violation]);
  });
});

describe('a change of properties', () => {
  it.each<[string, object, object, object]>([
    ['nothing', { Timeout: 3 }, { Timeout: '3' }, []],
    ['a setting', { Timeout: 3 }, { Timeout: 4 }, [{ name: 'Timeout', replaces: 'no' }]],
    ['a name', { FunctionName: 'a' }, { FunctionName: 'b' }, [{ name: 'FunctionName', replaces: 'yes' }]],
    [
      'a setting that goes',
      { Timeout: 3, Description: 'a' },
      { Timeout: 3 },
      [{ name: 'Description', replaces: 'no' }],
    ],
    [
      'the order of members',
      { Environment: { Variables: { A: '1', B: '2' } } },
      { Environment: { Variables: { B: '2', A: '1' } } },
      [],
    ],
  ])('of %s is found', (_name, before, after, expected) => {
    expect(findChanges(of(FUNCTION), { ...required, ...before }, { ...required, ...after })).toEqual(
      expected,
    );
  });
});

describe('tags of a stack', () => {
  const tags = [{ Key: 'stage', Value: 'dev' }];
  it('join those of a resource, which win, as a list or as a map', () => {
    expect(addStackTags(of(FUNCTION), { Tags: [{ Key: 'a', Value: 'b' }] }, tags)).toEqual({
      Tags: [{ Key: 'a', Value: 'b' }, ...tags],
    });
    expect(addStackTags(of(FUNCTION), { Tags: [{ Key: 'stage', Value: 'own' }] }, tags)).toEqual({
      Tags: [{ Key: 'stage', Value: 'own' }],
    });
    expect(addStackTags(of('AWS::ApiGatewayV2::Stage'), {}, tags)).toEqual({ Tags: { stage: 'dev' } });
  });
});
