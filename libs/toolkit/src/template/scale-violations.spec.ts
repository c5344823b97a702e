import { describe, expect, it } from '@jest/globals';
import { findScaleViolations } from './scale-violations.ts';
import type { Template } from './template.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1111-2222';

function template(settings: Readonly<Record<string, unknown>>, statements: readonly object[] = []): Template {
  return {
    Resources: {
      Api: {
        Type: 'AWS::Lambda::Function',
        Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...settings },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyName: 'all', PolicyDocument: { Statement: statements } }] },
      },
    },
  } as Template;
}

const JOIN = { Effect: 'Allow', Action: ['ec2:CreateNetworkInterface'], Resource: '*' };
const decrypt = (key: string): object => ({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: key });

describe('findScaleViolations', () => {
  it.each([
    ['nothing', template({})],
    ['reserved concurrency', template({ ReservedConcurrentExecutions: 50 })],
    ['a VPC with the permission for it', template({ VpcConfig: { SubnetIds: ['subnet-1'] } }, [JOIN])],
    ['a key with the permission for it', template({ KmsKeyArn: KEY }, [decrypt(KEY)])],
  ])('has nothing against %s', (_what, sound) => {
    expect(findScaleViolations(sound)).toEqual([]);
  });

  it.each([
    [
      'no concurrency at all',
      template({ ReservedConcurrentExecutions: 0 }),
      'Api is stopped: it reserves no concurrency.',
    ],
    [
      'a VPC that the role may not join',
      template({ VpcConfig: { SubnetIds: ['subnet-1'] } }),
      'Api must have a role that may make network interfaces, or it cannot join its VPC.',
    ],
    [
      'network interfaces without a VPC',
      template({}, [JOIN]),
      'Api must have a role that makes no network interfaces: it is in no VPC.',
    ],
    [
      'a key that the role may not use',
      template({ KmsKeyArn: KEY }, [decrypt(`${KEY}3`)]),
      'Api must have a role that may decrypt with its KmsKeyArn, or it does not start.',
    ],
  ])('rejects %s', (_what, broken, violation) => {
    expect(findScaleViolations(broken)).toEqual([violation]);
  });
});

describe('findScaleViolations of what is held ready', () => {
  const withAlias = (type: string, ready: number, settings = {}): Template => ({
    Resources: {
      ...template(settings).Resources,
      Live: {
        Type: type,
        Properties: {
          FunctionName: { Ref: 'Api' },
          ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: ready },
        },
      },
    },
  });

  it('has nothing against as many as the function may run at once', () => {
    const sound = withAlias('AWS::Lambda::Alias', 5, { ReservedConcurrentExecutions: 5 });
    expect(findScaleViolations(sound)).toEqual([]);
    expect(findScaleViolations(withAlias('AWS::Lambda::Alias', 500))).toEqual([]);
  });

  it('rejects more than that', () => {
    expect(
      findScaleViolations(withAlias('AWS::Lambda::Alias', 6, { ReservedConcurrentExecutions: 5 })),
    ).toEqual([
      'Live must hold at most 5 environments ready, which is all that its function may run at once.',
    ]);
  });

  it('rejects environments of a version, which the next one replaces', () => {
    expect(findScaleViolations(withAlias('AWS::Lambda::Version', 1))).toEqual([
      'Live must hold no environments ready, for it is replaced. Let the alias, by the parameter provisionedConcurrency.',
    ]);
  });
});
