import { describe, expect, it } from '@jest/globals';
import { loadSpecification } from '../specification/load-specification.ts';
import { checkTemplate } from './check-template.ts';
import type { Template } from './template.ts';

const TYPES = ['AWS::Logs::LogGroup', 'AWS::Lambda::Alias'];
const GROUP = { Type: 'AWS::Logs::LogGroup' };
const ALIAS = { Type: 'AWS::Lambda::Alias' };
const check = (resources: Record<string, object>, more: object = {}): void =>
  checkTemplate({ Resources: resources, ...more } as Template, loadSpecification(TYPES), new Set(TYPES));

describe('a template', () => {
  it('is taken when everything that it refers to is there', () => {
    check(
      {
        A: { ...GROUP, Properties: { LogGroupName: { 'Fn::Sub': '/${P}/${AWS::StackName}' } } },
        B: { ...GROUP, DependsOn: 'A', Condition: 'C', DeletionPolicy: 'RetainExceptOnCreate' },
        D: { ...ALIAS, DependsOn: ['A', 'B'] },
      },
      {
        Parameters: { P: { Type: 'String' } },
        Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
        Outputs: { O: { Value: { 'Fn::GetAtt': ['A', 'Arn'] } } },
      },
    );
  });

  it('is taken with what is not played here, as long as a condition may leave that out', () => {
    check(
      {
        A: { Type: 'AWS::SQS::Queue', Condition: 'C' },
        B: {
          ...GROUP,
          Properties: { LogGroupName: { 'Fn::If': ['C', { 'Fn::GetAtt': ['A', 'QueueName'] }, 'b'] } },
        },
      },
      { Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } } },
    );
  });

  it.each<[string, Record<string, object>, object, string]>([
    [
      'a type that AWS does not have',
      { A: { Type: 'AWS::Logs::Logs' } },
      {},
      'Unrecognized resource types: [AWS::Logs::Logs]',
    ],
    [
      'a type that is not played here',
      { A: { Type: 'AWS::SQS::Queue' } },
      {},
      'does not implement the resource types AWS::SQS::Queue',
    ],
    ['no type', { A: {} }, {}, '[/Resources/A] Every Resources object must contain a Type member.'],
    ['an odd name', { 'A-B': GROUP }, {}, 'Resource name A-B is non alphanumeric.'],
    [
      'a member that there is not',
      { A: { ...GROUP, Colour: 1 } },
      {},
      "Invalid template resource property 'Colour'",
    ],
    [
      'a creation policy',
      { A: { ...GROUP, CreationPolicy: {} } },
      {},
      'does not implement creation policies',
    ],
    [
      'the update policy of CodeDeploy on what CodeDeploy does not move',
      { A: { ...GROUP, UpdatePolicy: { CodeDeployLambdaAliasUpdate: {} } } },
      {},
      'does not implement the update policy CodeDeployLambdaAliasUpdate of AWS::Logs::LogGroup',
    ],
    [
      'an update policy that is not played here',
      { A: { ...ALIAS, UpdatePolicy: { AutoScalingRollingUpdate: {} } } },
      {},
      'does not implement the update policy AutoScalingRollingUpdate of AWS::Lambda::Alias',
    ],
    [
      'a policy that there is not',
      { A: { ...GROUP, DeletionPolicy: 'Keep' } },
      {},
      'unrecognized policy Keep of A',
    ],
    [
      'a snapshot',
      { A: { ...GROUP, DeletionPolicy: 'Snapshot' } },
      {},
      'does not support deletion policy Snapshot',
    ],
    [
      'a reference to nothing',
      { A: { ...GROUP, Properties: { LogGroupName: { Ref: 'B' } } } },
      {},
      'Unresolved resource dependencies [B] in the Resources block',
    ],
    [
      'a substitution of nothing',
      { A: { ...GROUP, Properties: { LogGroupName: { 'Fn::Sub': '${B.Arn}' } } } },
      {},
      'Unresolved resource dependencies [B]',
    ],
    [
      'an attribute that there is not',
      { A: GROUP, B: { ...GROUP, Properties: { LogGroupName: { 'Fn::GetAtt': ['A', 'Colour'] } } } },
      {},
      'resource A does not support attribute type Colour in Fn::GetAtt',
    ],
    [
      'a dependency on nothing',
      { A: { ...GROUP, DependsOn: 'B' } },
      {},
      'Unresolved resource dependencies [B]',
    ],
    [
      'a circle',
      { A: { ...GROUP, DependsOn: 'B' }, B: { ...GROUP, DependsOn: 'A' }, C: GROUP },
      {},
      'Circular dependency between resources: [A, B]',
    ],
    [
      'a condition that there is not',
      { A: { ...GROUP, Condition: 'C' } },
      {},
      'Unresolved condition dependency C',
    ],
    [
      'a condition about a resource',
      { A: GROUP },
      { Conditions: { C: { 'Fn::Equals': [{ Ref: 'A' }, 'x'] } } },
      'Cannot reference resources in the Conditions block',
    ],
    [
      'an output of nothing',
      { A: GROUP },
      { Outputs: { O: { Value: { Ref: 'B' } } } },
      'Unresolved resource dependencies [B] in the Outputs block',
    ],
    [
      'a function that there is not',
      { A: { ...GROUP, Properties: { LogGroupName: { 'Fn::Sing': 'a' } } } },
      {},
      'Encountered unsupported function: Fn::Sing',
    ],
    [
      'an extension without its transform',
      { A: { ...GROUP, Properties: { RetentionInDays: { 'Fn::Length': ['a'] } } } },
      {},
      'Encountered unsupported function: Fn::Length',
    ],
  ])('is rejected with %s', (_name, resources, more, message) => {
    expect(() => check(resources, more)).toThrow(message);
  });
});
