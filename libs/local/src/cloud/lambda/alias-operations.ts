import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { map, number, optional, structure, text } from '../endpoint/shape.ts';
import { describeAlias } from './describe-function.ts';
import { assertRevision } from './function-operations.ts';
import type { AliasRecord, FunctionRecords } from './function-records.ts';
import { functionArn, parseReference, type Lookup } from './function-reference.ts';
import { FUNCTION_NAME } from './function-shapes.ts';
import type { Provisioning } from './provisioning.ts';

const ALIAS_NAME = text({ min: 1, max: 128, pattern: /^(?!\d+$)[\w-]+$/ });
const VERSION = text({ min: 1, max: 1024, pattern: /^(\$LATEST|\d+)$/ });
const ROUTING = optional(
  structure({ AdditionalVersionWeights: optional(map(number({ min: 0, max: 1, isInteger: false }))) }),
);

/** The operations on aliases, whose weights divide the invocations between two versions. */
export function aliasOperations(
  { aliases, policies, provisioned }: FunctionRecords,
  lookup: Lookup,
  provisioning: Provisioning,
): Record<string, Operation> {
  const check = ({ FunctionName: name, FunctionVersion, weights }: AliasRecord, call: Call): void => {
    const others = Object.keys(weights);
    for (const number of [FunctionVersion, ...others]) {
      if (!lookup.versionOf(call.region, name, number))
        throw new AwsError(
          'ResourceNotFoundException',
          `Function not found: ${functionArn(call.region, call.accountId, { name, qualifier: number })}`,
          { status: 404 },
        );
    }
    if (others.length > 1)
      throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1');
    if (others.length > 0 && (FunctionVersion === '$LATEST' || others.includes('$LATEST')))
      throw invalid('$LATEST is not supported for an alias pointing to more than 1 version');
    if (others.includes(FunctionVersion))
      throw invalid(
        `Invalid function version ${FunctionVersion}. Function version ${FunctionVersion} is already included in routing configuration.`,
      );
  };
  const named = structure({ FunctionName: FUNCTION_NAME, Name: ALIAS_NAME });
  return {
    CreateAlias: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        Name: ALIAS_NAME,
        FunctionVersion: VERSION,
        Description: optional(text({ max: 256 })),
        RoutingConfig: ROUTING,
      }),
      ({ FunctionName, Name, FunctionVersion, Description = '', RoutingConfig }, call) => {
        const { name } = parseReference(FunctionName);
        lookup.findFunction({ name }, call);
        if (aliases.get(call.region, name, Name))
          throw new AwsError(
            'ResourceConflictException',
            `Alias already exists: ${functionArn(call.region, call.accountId, { name, qualifier: Name })}`,
            { status: 409 },
          );
        const alias: AliasRecord = {
          FunctionName: name,
          Name,
          FunctionVersion,
          Description,
          weights: RoutingConfig?.AdditionalVersionWeights ?? {},
          RevisionId: randomUUID(),
        };
        check(alias, call);
        aliases.put([call.region, name, Name], alias);
        return describeAlias(alias, call);
      },
    ),
    GetAlias: operation(named, ({ FunctionName, Name }, call) =>
      describeAlias(lookup.findAlias(referenceOf(FunctionName, Name), call), call),
    ),
    UpdateAlias: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        Name: ALIAS_NAME,
        FunctionVersion: optional(VERSION),
        Description: optional(text({ max: 256 })),
        RoutingConfig: ROUTING,
        RevisionId: optional(text()),
      }),
      ({ FunctionName, Name, FunctionVersion, Description, RoutingConfig, RevisionId }, call) => {
        const alias = lookup.findAlias(referenceOf(FunctionName, Name), call);
        assertRevision(alias, RevisionId);
        const changed: AliasRecord = {
          ...alias,
          ...(FunctionVersion !== undefined && { FunctionVersion }),
          ...(Description !== undefined && { Description }),
          ...(RoutingConfig && { weights: RoutingConfig.AdditionalVersionWeights ?? {} }),
          RevisionId: randomUUID(),
        };
        check(changed, call);
        aliases.put([call.region, alias.FunctionName, Name], changed);
        provisioning.apply(alias.FunctionName, Name, call);
        return describeAlias(changed, call);
      },
    ),
    DeleteAlias: operation(named, ({ FunctionName, Name }, call) => {
      const { name } = parseReference(FunctionName);
      const { region } = call;
      aliases.delete(region, name, Name);
      policies.delete(region, name, Name);
      provisioned.delete(region, name, Name);
      provisioning.apply(name, Name, call);
      return {};
    }),
    ListAliases: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        FunctionVersion: optional(VERSION),
        Marker: optional(text()),
        MaxItems: optional(number({ min: 1, max: 10_000 })),
      }),
      ({ FunctionName, FunctionVersion }, call) => {
        const { name } = parseReference(FunctionName);
        lookup.findFunction({ name }, call);
        const found = aliases
          .list(call.region, name)
          .filter((alias) => FunctionVersion === undefined || alias.FunctionVersion === FunctionVersion);
        return { Aliases: found.map((alias) => describeAlias(alias, call)) };
      },
    ),
  };
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

function referenceOf(FunctionName: string, Name: string) {
  return {
    ...parseReference(FunctionName),
    qualifier: Name,
  };
}
