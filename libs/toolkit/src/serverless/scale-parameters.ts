import type { Parameters } from './parameters.ts';

/** What does not fit together in the parameters of concurrency, network and encryption, a sentence each. */
export function findScaleViolations({
  vpcSubnets,
  vpcSecurityGroups,
  dualStack,
  kmsKeyArn = '',
  region = '',
  reservedConcurrency = '',
  warmConcurrency = '',
  provisionedConcurrency = '',
}: Parameters): readonly string[] {
  return [
    ...(vpcSubnets && !vpcSecurityGroups
      ? ['vpcSecurityGroups is missing, and vpcSubnets needs it. Set it as well.']
      : []),
    ...(vpcSecurityGroups && !vpcSubnets
      ? ['vpcSecurityGroups means nothing without vpcSubnets. Set vpcSubnets as well.']
      : []),
    ...(dualStack === 'on' && !vpcSubnets
      ? ['dualStack means nothing without vpcSubnets. Set vpcSubnets as well.']
      : []),
    ...(kmsKeyArn && kmsKeyArn.split(':')[3] !== region
      ? [
          `kmsKeyArn is of another region than ${region}, where Lambda encrypts the variables. Name a key there.`,
        ]
      : []),
    ...(reservedConcurrency && Number(warmConcurrency) > Number(reservedConcurrency)
      ? [
          'warmConcurrency is more than reservedConcurrency, and so many never run at once. Set a smaller number.',
        ]
      : []),
    ...(reservedConcurrency && Number(provisionedConcurrency) > Number(reservedConcurrency)
      ? [
          'provisionedConcurrency is more than reservedConcurrency, and so many never run at once. Set a smaller number.',
        ]
      : []),
    ...(provisionedConcurrency && warmConcurrency
      ? [
          'warmConcurrency means nothing beside provisionedConcurrency, whose environments are always ready. Set one of them.',
        ]
      : []),
  ];
}
