import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { number, optional, structure, text } from '../endpoint/shape.ts';
import { lambdaTime } from './describe-function.ts';
import type { FunctionRecords, ProvisionedRecord } from './function-records.ts';
import { functionArn, parseReference, type Lookup } from './function-reference.ts';
import { FUNCTION_NAME, QUALIFIER } from './function-shapes.ts';
import type { SandboxPool } from './sandbox/sandbox-pool.ts';
import { InitFailure } from './sandbox/start-sandbox.ts';

/** The operations on provisioned concurrency: environments that are held ready. */
export function provisionedOperations(
  { provisioned }: FunctionRecords,
  lookup: Lookup,
  pool: SandboxPool,
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
  const allocate = async (record: ProvisionedRecord, { region, accountId }: Call): Promise<void> => {
    const { FunctionName: name, qualifier, requested } = record;
    const settle = (changes: Partial<ProvisionedRecord>): void => {
      const current = provisioned.get(region, name, qualifier);
      if (current?.LastModified === record.LastModified)
        provisioned.put([region, name, qualifier], { ...current, ...changes });
    };
    try {
      const version = lookup.findVersion({ name, qualifier }, { region, accountId });
      await pool.provision(
        version,
        { region, functionArn: functionArn(region, accountId, { name }) },
        requested,
      );
      settle({ status: 'READY' });
    } catch (error) {
      if (!(error instanceof InitFailure || error instanceof AwsError)) throw error;
      settle({ status: 'FAILED', reason: 'FUNCTION_ERROR_INIT_FAILURE' });
    }
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
          FunctionName: name,
          qualifier: Qualifier,
          requested: ProvisionedConcurrentExecutions,
          status: 'IN_PROGRESS',
          LastModified: lambdaTime(),
        };
        provisioned.put([call.region, name, Qualifier], record);
        void allocate(record, call);
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
      const { region, accountId } = call;
      void pool.provision(
        lookup.findVersion({ name, qualifier: Qualifier }, call),
        { region, functionArn: functionArn(region, accountId, { name }) },
        0,
      );
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
