import { describe, expect, it } from '@jest/globals';
import { foldConditions } from './fold-conditions.ts';

const withCondition = (condition: object) =>
  foldConditions({ Conditions: { Has: condition }, Resources: { Made: { Type: 'A', Condition: 'Has' } } })
    .Resources;

describe('foldConditions', () => {
  it.each([
    [{ 'Fn::Equals': ['on', 'on'] }, ['Made']],
    [{ 'Fn::Equals': ['on', 'off'] }, []],
    [{ 'Fn::Equals': [99.9, '99.9'] }, ['Made']],
    [{ 'Fn::Not': [{ 'Fn::Equals': [99.9, ''] }] }, ['Made']],
  ])('decides %j', (condition, left) => {
    expect(Object.keys(withCondition(condition))).toEqual(left);
  });

  it('rejects what only a deployment could decide', () => {
    expect(() => withCondition({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] })).toThrow(
      'The template has a condition on something else than text, which cannot be decided when it is packaged.',
    );
  });
});
