import { describe, expect, it } from '@jest/globals';
import { evaluatePolicies, type PolicyRequest } from './evaluate-policies.ts';
import { matchesPattern } from './matches-pattern.ts';
import { parsePolicy, type PolicyKind } from './policy-document.ts';

const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:api:live';
const REQUEST: PolicyRequest = { action: 'lambda:InvokeFunction', resource: ARN };
const policy = (statement: object | object[], kind: PolicyKind = 'identity') =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), kind);
const allow = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: ARN };
const decide = (statement: object | object[], request: Partial<PolicyRequest> = {}) =>
  evaluatePolicies([policy(statement)], { ...REQUEST, ...request });

describe('a policy', () => {
  it('allows what one statement allows and none denies', () => {
    expect(decide(allow)).toBe('allowed');
    expect(decide([allow, { ...allow, Effect: 'Deny', Action: 'lambda:*' }])).toBe('denied');
    expect(evaluatePolicies([], REQUEST)).toBe('not allowed');
  });

  it.each([
    ['another action', { ...allow, Action: 'lambda:GetFunction' }],
    ['another resource', { ...allow, Resource: `${ARN}2` }],
    ['the other side of NotAction', { Effect: 'Allow', NotAction: 'lambda:Invoke*', Resource: '*' }],
    ['the other side of NotResource', { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:lambda:*' }],
    [
      'a condition that does not hold',
      { ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } },
    ],
  ])('does not allow %s', (_name, statement) => {
    expect(decide(statement)).toBe('not allowed');
  });

  it('takes actions without regard to case, and patterns', () => {
    expect(
      decide({
        ...allow,
        Action: ['s3:*', 'LAMBDA:invoke?unction'],
        Resource: ['arn:aws:lambda:*:function:api:*'],
      }),
    ).toBe('allowed');
  });

  it('is about one resource only where it names one', () => {
    expect(decide(allow, { resource: '*' })).toBe('not allowed');
    expect(decide({ ...allow, Resource: '*' }, { resource: '*' })).toBe('allowed');
  });

  it.each<[object, Record<string, string | string[]>, string]>([
    [
      { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:*:*:abc/*' } },
      { 'aws:sourcearn': 'arn:aws:execute-api:eu-west-1:0:abc/mvp/x' },
      'allowed',
    ],
    [{ StringNotEquals: { 'aws:SourceAccount': '1' } }, {}, 'allowed'],
    [{ StringEqualsIfExists: { 'aws:SourceAccount': '1' } }, {}, 'allowed'],
    [{ StringEquals: { 'aws:SourceAccount': '1' } }, {}, 'not allowed'],
    [{ Null: { 'aws:SourceAccount': 'true' } }, {}, 'allowed'],
    [{ Null: { 'aws:SourceAccount': 'false' } }, {}, 'not allowed'],
    [{ NumericLessThan: { 's3:max-keys': '10' } }, { 's3:max-keys': '9' }, 'allowed'],
    [{ Bool: { 'aws:SecureTransport': false } }, { 'aws:securetransport': 'true' }, 'not allowed'],
    [
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
      { 'aws:tagkeys': ['a', 'c'] },
      'not allowed',
    ],
    [{ 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } }, { 'aws:tagkeys': ['a', 'c'] }, 'allowed'],
  ])('with the conditions %j of %j is %s', (Condition, context, expected) => {
    expect(decide({ ...allow, Condition }, { context })).toBe(expected);
  });

  it('of a resource names who may', () => {
    const statement = { ...allow, Principal: { Service: 'apigateway.amazonaws.com' } };
    const decideFor = (Principal: unknown, principal: Record<string, string>) =>
      evaluatePolicies([policy({ ...statement, Principal }, 'resource')], { ...REQUEST, principal });
    const gateway = { Service: 'apigateway.amazonaws.com' };
    const role = { AWS: 'arn:aws:sts::000000000000:assumed-role/a/b' };
    expect(decideFor(gateway, gateway)).toBe('allowed');
    expect(decideFor(gateway, { Service: 'events.amazonaws.com' })).toBe('not allowed');
    expect(decideFor('*', gateway)).toBe('allowed');
    expect(decideFor({ AWS: '000000000000' }, role)).toBe('allowed');
    expect(decideFor({ AWS: 'arn:aws:iam::000000000000:root' }, role)).toBe('allowed');
    expect(decideFor({ AWS: '111111111111' }, role)).toBe('not allowed');
  });

  it.each<[string, object, PolicyKind, string]>([
    ['no effect', { Action: '*', Resource: '*' }, 'identity', 'the effect is undefined'],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'identity', 'must contain actions'],
    ['both kinds of actions', { ...allow, NotAction: '*' }, 'identity', 'must contain actions'],
    ['no resource', { Effect: 'Allow', Action: '*' }, 'identity', 'must contain resources'],
    ['a principal', { ...allow, Principal: '*' }, 'identity', 'should not specify a principal'],
    ['a resource', { ...allow, Principal: '*' }, 'trust', 'Has prohibited field Resource'],
    ['no principal', allow, 'resource', 'Missing required field Principal'],
    ['a member that there is not', { ...allow, Colour: 1 }, 'identity', 'a statement has no member Colour'],
    ['a variable', { ...allow, Resource: '${aws:username}' }, 'identity', 'does not implement variables'],
    [
      'a condition that there is not',
      { ...allow, Condition: { StringSings: {} } },
      'identity',
      'the condition operator StringSings',
    ],
  ])('is rejected with %s', (_name, statement, kind, message) => {
    expect(() => policy(statement, kind)).toThrow(message);
  });
});

it('a pattern is matched in little time, however it is made', () => {
  expect(matchesPattern(`${'*a'.repeat(60)}b`, 'a'.repeat(5000))).toBe(false);
  expect(matchesPattern('a*c?e*', 'abbcde')).toBe(true);
});
