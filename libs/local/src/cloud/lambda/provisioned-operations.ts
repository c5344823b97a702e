import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { number, optional, structure, text } from '../endpoint/shape.ts';
import { lambdaTime } from './describe-function.ts';
import type { FunctionRecords, ProvisionedRecord } from './function-records.ts';
import { functionArn, parseReference, type Lookup } from './function-reference.ts';
import { FUNCTION_NAME, QUALIFIER } from './function-shapes.ts';
import type { Provisioning } from './provisioning.ts';

/** The operations on provisioned concurrency: environments that are held ready. */
export function provisionedOperations(
  { provisioned }: FunctionRecords,
  lookup: Lookup,
  provisioning: Provisioning,
): Record<string, Operation> {
  const target = structure({ FunctionName: FUNCTION_NAME, Qualifier: QUALIFIER });
  const find = (name: string, qualifier: string, { region }: Call): ProvisionedRecord => {
    const found = provisioned.get(region, name, qualifier);
    if (!found)
      throw new AwsError(
        'ProvisionedConcurrencyConfigNotFoundException',
        'No Provisioned Concurrency Config found for this function',
        { status: 404 },
      );
    return found;
  };
  return {
    PutProvisionedConcurrencyConfig: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        Qualifier: QUALIFIER,
        ProvisionedConcurrentExecutions: number({ min: 1 }),
      }),
      ({ FunctionName, Qualifier, ProvisionedConcurrentExecutions }, call) => {
        const { name } = parseReference(FunctionName);
        if (Qualifier === '$LATEST')
          throw new AwsError(
            'InvalidParameterValueException',
            'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
          );
        lookup.findVersion({ name, qualifier: Qualifier }, call);
        const record: ProvisionedRecord = {
          region: call.region,
          FunctionName: name,
          qualifier: Qualifier,
          requested: ProvisionedConcurrentExecutions,
          status: 'IN_PROGRESS',
          LastModified: lambdaTime(),
          RevisionId: '',
        };
        provisioned.put([call.region, name, Qualifier], record);
        provisioning.apply(name, Qualifier, call);
        return describe(record);
      },
    ),
    GetProvisionedConcurrencyConfig: operation(target, ({ FunctionName, Qualifier }, call) =>
      describe(find(parseReference(FunctionName).name, Qualifier, call)),
    ),
    DeleteProvisionedConcurrencyConfig: operation(target, ({ FunctionName, Qualifier }, call) => {
      const { name } = parseReference(FunctionName);
      find(name, Qualifier, call);
      provisioned.delete(call.region, name, Qualifier);
      provisioning.apply(name, Qualifier, call);
      return {};
    }),
    ListProvisionedConcurrencyConfigs: operation(
      structure({ FunctionName: FUNCTION_NAME, List: optional(text()) }),
      ({ FunctionName }, { region, accountId }) => {
        const { name } = parseReference(FunctionName);
        return {
          ProvisionedConcurrencyConfigs: provisioned.list(region, name).map((record) => ({
            FunctionArn: functionArn(region, accountId, { name, qualifier: record.qualifier }),
            ...describe(record),
          })),
        };
      },
    ),
  };
}

function describe(record: ProvisionedRecord): object {
  const { requested, status, reason, LastModified } = record;
  const ready = status === 'READY' ? requested : 0;
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: ready,
    AllocatedProvisionedConcurrentExecutions: ready,
    Status: status,
    LastModified,
    ...(reason !== undefined && { StatusReason: reason }),
  };
}
