import { describe, expect, it } from '@jest/globals';
import { SOUND } from '../../test/serverless/sound-parameters.ts';
import { findParameterViolations, type Parameters } from './parameters.ts';

function violationsOf(changes: Parameters): readonly string[] {
  return findParameterViolations({ ...SOUND, ...changes }, { isDeploy: true, machine: 'x64' });
}

describe('the parameters of concurrency, network and encryption', () => {
  it.each<Parameters>([
    { vpcSubnets: 'subnet-0a1b2c3d,subnet-1a2b3c4d', vpcSecurityGroups: 'sg-0a1b2c3d', dualStack: 'on' },
    { reservedConcurrency: '5', warmConcurrency: '5' },
    { reservedConcurrency: '99999' },
    { provisionedConcurrency: '20', reservedConcurrency: '20' },
    { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1111' },
  ])('may be %j', (changes) => {
    expect(violationsOf(changes)).toEqual([]);
  });

  it.each<[Parameters, string]>([
    [
      { vpcSubnets: 'subnet-0a1b2c3d' },
      'vpcSecurityGroups is missing, and vpcSubnets needs it. Set it as well.',
    ],
    [
      { vpcSecurityGroups: 'sg-0a1b2c3d' },
      'vpcSecurityGroups means nothing without vpcSubnets. Set vpcSubnets as well.',
    ],
    [{ dualStack: 'on' }, 'dualStack means nothing without vpcSubnets. Set vpcSubnets as well.'],
    [
      { kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1111-2222' },
      'kmsKeyArn is of another region than eu-west-1, where Lambda encrypts the variables. Name a key there.',
    ],
    [
      { warmConcurrency: '6', reservedConcurrency: '5' },
      'warmConcurrency is more than reservedConcurrency, and so many never run at once. Set a smaller number.',
    ],
    [
      { provisionedConcurrency: '6', reservedConcurrency: '5' },
      'provisionedConcurrency is more than reservedConcurrency, and so many never run at once. Set a smaller number.',
    ],
    [
      { provisionedConcurrency: '6', warmConcurrency: '5' },
      'warmConcurrency means nothing beside provisionedConcurrency, whose environments are always ready. Set one of them.',
    ],
    [{ provisionedConcurrency: '0' }, 'provisionedConcurrency is not a whole number from 1 to 99999.'],
    [{ provisionedConcurrency: '1.5' }, 'provisionedConcurrency is not a whole number from 1 to 99999.'],
  ])('are rejected as %j', (changes, violation) => {
    expect(violationsOf(changes)).toEqual([violation]);
  });
});
