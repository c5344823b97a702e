import type { AliasRecord, FunctionVersion } from './function-records.ts';
import { functionArn } from './function-reference.ts';

type Place = Readonly<{ region: string; accountId: string }>;

/**
 * Configuration of a version as the API shows it.
 *
 * @param qualifier what it was asked for by, which its ARN then has; without one it is the function's own
 */
export function describeFunction(version: FunctionVersion, place: Place, qualifier?: string): object {
  const { FunctionName, Version, Environment, code, ...settings } = version;
  const { region, accountId } = place;
  const reference = { name: FunctionName, ...(qualifier !== undefined && { qualifier }) };
  return {
    FunctionName,
    FunctionArn: functionArn(region, accountId, reference),
    Version,
    ...settings,
    CodeSha256: code.CodeSha256,
    CodeSize: code.CodeSize,
    PackageType: 'Zip',
    ...(Object.keys(Environment).length > 0 && {
      Environment: { Variables: new Map(Object.entries(Environment)) },
    }),
    // Everything is done by the time a call ends.
    State: 'Active',
    LastUpdateStatus: 'Successful',
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    RuntimeVersionConfig: {
      RuntimeVersionArn: `arn:aws:lambda:${region}::runtime:local-node-${process.versions.node}`,
    },
  };
}

export function describeAlias(alias: AliasRecord, { region, accountId }: Place): object {
  const { FunctionName, Name, FunctionVersion, Description, weights, RevisionId } = alias;
  return {
    AliasArn: functionArn(region, accountId, { name: FunctionName, qualifier: Name }),
    Name,
    FunctionVersion,
    Description,
    RevisionId,
    ...(Object.keys(weights).length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: new Map(Object.entries(weights)) },
    }),
  };
}

/** Lambda writes times as `2026-11-29T12:00:00.000+0000`. */
export function lambdaTime(time = new Date()): string {
  return time.toISOString().replace('Z', '+0000');
}
