import { describe, expect, it } from '@jest/globals';
import { describeProvisioning, describeScale } from './describe-scale.ts';
import type { Parameters } from './parameters.ts';

const NETWORK = { vpcSubnets: 'subnet-0a1b2c3d,subnet-1a2b3c4d', vpcSecurityGroups: 'sg-0a1b2c3d' };

describe('describeScale', () => {
  it.each<Parameters>([
    {},
    { reservedConcurrency: '', vpcSubnets: '', vpcSecurityGroups: '', kmsKeyArn: '', dualStack: 'off' },
  ])('asks for nothing when the parameters are %j', (parameters) => {
    expect(describeScale(parameters)).toEqual({});
  });

  it('reserves a number, whatever the command line gives', () => {
    expect(describeScale({ reservedConcurrency: '50' })).toEqual({ reservedConcurrency: 50 });
  });

  it.each([
    ['on', true],
    ['off', false],
  ])('puts the function into a VPC, with dualStack=%s', (dualStack, ipv6AllowedForDualStack) => {
    expect(describeScale({ ...NETWORK, dualStack })).toEqual({
      vpc: {
        subnetIds: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'],
        securityGroupIds: ['sg-0a1b2c3d'],
        ipv6AllowedForDualStack,
      },
    });
  });

  it('names the key of the variables', () => {
    const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1111-2222';
    expect(describeScale({ kmsKeyArn })).toEqual({ kmsKeyArn });
  });
});

describe('describeProvisioning', () => {
  it('holds so many environments of the alias ready, and none without a number', () => {
    expect(describeProvisioning({ provisionedConcurrency: '10' })).toEqual({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 10 },
    });
    expect(describeProvisioning({ provisionedConcurrency: '' })).toEqual({});
  });
});
