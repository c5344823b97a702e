import { describe, expect, it } from '@jest/globals';
import { readParameters, type GivenParameter } from './read-parameters.ts';
import type { TemplateParameter } from './template.ts';

const read = (
  Parameters: Record<string, TemplateParameter>,
  given: readonly GivenParameter[] = [],
  previous: Record<string, string> = {},
) =>
  readParameters(
    { Parameters, Resources: {} },
    given,
    Object.fromEntries(
      Object.entries(previous).map(([name, text]) => [
        name,
        { given: text, resolved: text, isSecret: false },
      ]),
    ),
    (name) => (name === '/there' ? 'one,two' : undefined),
  );
const resolvedOf = (...args: Parameters<typeof read>): unknown => read(...args)['A']?.resolved;
const give = (ParameterValue: string): GivenParameter[] => [{ ParameterKey: 'A', ParameterValue }];

describe('a parameter', () => {
  it('is what is given, what it was before, or its default', () => {
    const A = { Type: 'String', Default: 'default' };
    expect(resolvedOf({ A }, give('given'), { A: 'before' })).toBe('given');
    expect(resolvedOf({ A }, [{ ParameterKey: 'A', UsePreviousValue: true }], { A: 'before' })).toBe(
      'before',
    );
    expect(resolvedOf({ A }, [], { A: 'before' })).toBe('default');
  });

  it('is a list when its type says so', () => {
    expect(resolvedOf({ A: { Type: 'CommaDelimitedList' } }, give('a, b'))).toEqual(['a', 'b']);
    expect(resolvedOf({ A: { Type: 'List<Number>' } }, give('1,2'))).toEqual(['1', '2']);
    expect(resolvedOf({ A: { Type: 'AWS::SSM::Parameter::Value<List<String>>' } }, give('/there'))).toEqual([
      'one',
      'two',
    ]);
    expect(resolvedOf({ A: { Type: 'AWS::SSM::Parameter::Value<String>' } }, give('/there'))).toBe('one,two');
  });

  it('is secret when it is not to be echoed', () => {
    expect(read({ A: { Type: 'String', NoEcho: 'true' } }, give('x'))['A']?.isSecret).toBe(true);
  });

  it.each<[string, Partial<TemplateParameter>, string, string]>([
    [
      'not among those allowed',
      { AllowedValues: ['a', 'b'] },
      'c',
      "Parameter 'A' must be one of AllowedValues",
    ],
    ['of another pattern', { AllowedPattern: '[a-z]+' }, 'a1', 'must match pattern [a-z]+'],
    [
      'of another pattern, in words of its own',
      { AllowedPattern: '[a-z]+', ConstraintDescription: 'letters only' },
      '1',
      'letters only',
    ],
    ['too short', { MinLength: 2 }, 'a', 'at least 2 characters'],
    ['too long', { MaxLength: '2' }, 'abc', 'at most 2 characters'],
    ['no number', { Type: 'Number' }, 'x', "Parameter 'A' must be a number."],
    ['too small', { Type: 'Number', MinValue: 2 }, '1', 'not less than 2'],
    ['too large', { Type: 'Number', MaxValue: 2 }, '3', 'not greater than 2'],
    ['of a type that there is not', { Type: 'Colour' }, 'x', 'Unrecognized parameter type: Colour'],
    [
      'the name of no SSM parameter',
      { Type: 'AWS::SSM::Parameter::Value<String>' },
      '/none',
      'Unable to fetch parameters [/none]',
    ],
  ])('is rejected when it is %s', (_name, parameter, value, message) => {
    expect(() => read({ A: { Type: 'String', ...parameter } }, give(value))).toThrow(message);
  });

  it('is rejected when it has no value, or is not in the template', () => {
    expect(() => read({ A: { Type: 'String' } })).toThrow('Parameters: [A] must have values');
    expect(() => read({}, give('x'))).toThrow('Parameters: [A] do not exist in the template');
  });
});
