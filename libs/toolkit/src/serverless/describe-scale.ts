import type { Parameters } from './parameters.ts';

/** Settings of the function, as osls spells them, that are there only when a parameter asks for them. */
export type Scale = Readonly<{
  reservedConcurrency?: number;
  vpc?: Readonly<{
    subnetIds: readonly string[];
    securityGroupIds: readonly string[];
    ipv6AllowedForDualStack: boolean;
  }>;
  kmsKeyArn?: string;
}>;

/** What the parameters say of concurrency, network and encryption. A number, where osls has only text of a parameter. */
export function describeScale({
  reservedConcurrency,
  vpcSubnets,
  vpcSecurityGroups = '',
  dualStack,
  kmsKeyArn,
}: Parameters): Scale {
  return {
    ...(reservedConcurrency && { reservedConcurrency: Number(reservedConcurrency) }),
    ...(vpcSubnets && {
      vpc: {
        subnetIds: vpcSubnets.split(','),
        securityGroupIds: vpcSecurityGroups.split(','),
        ipv6AllowedForDualStack: dualStack === 'on',
      },
    }),
    ...(kmsKeyArn && { kmsKeyArn }),
  };
}

/** Environments of the alias that are held ready: Lambda moves them to another version together with the alias. */
export function describeProvisioning({ provisionedConcurrency }: Parameters): object {
  return provisionedConcurrency
    ? { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: Number(provisionedConcurrency) } }
    : {};
}
