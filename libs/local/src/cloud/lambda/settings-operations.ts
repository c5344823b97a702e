import { AwsError, notImplemented } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, map, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import type { EventInvokeRecord, FunctionRecord, FunctionRecords } from './function-records.ts';
import { functionArn, parseReference, type Lookup } from './function-reference.ts';
import { FUNCTION_NAME, QUALIFIER } from './function-shapes.ts';

const DESTINATION = optional(structure({ Destination: optional(text({ max: 350 })) }));

/** The operations on what is around a function: tags, reserved concurrency, runtime updates, asynchronous invocation. */
export function settingsOperations(
  { functions, eventInvokes }: FunctionRecords,
  lookup: Lookup,
): Record<string, Operation> {
  const change = (text: string, call: Call, edit: (record: FunctionRecord) => void): FunctionRecord => {
    const record = lookup.findFunction(parseReference(text), call);
    edit(record);
    functions.put([call.region, record.FunctionName], record);
    return record;
  };
  const named = structure({ FunctionName: FUNCTION_NAME });
  const qualified = structure({ FunctionName: FUNCTION_NAME, Qualifier: optional(QUALIFIER) });
  const putEvents = (isWhole: boolean) =>
    operation(
      structure({
        FunctionName: FUNCTION_NAME,
        Qualifier: optional(QUALIFIER),
        MaximumRetryAttempts: optional(number({ min: 0, max: 2 })),
        MaximumEventAgeInSeconds: optional(number({ min: 60, max: 21_600 })),
        DestinationConfig: optional(structure({ OnSuccess: DESTINATION, OnFailure: DESTINATION })),
      }),
      ({ FunctionName, Qualifier, ...given }, call) => {
        const reference = parseReference(FunctionName, Qualifier);
        const { name, qualifier = '' } = reference;
        lookup.findVersion(reference, call);
        const { OnSuccess, OnFailure } = given.DestinationConfig ?? {};
        for (const one of [OnSuccess?.Destination, OnFailure?.Destination]) {
          if (one !== undefined && !one.includes(':lambda:'))
            throw notImplemented(`the destination ${one} of asynchronous invocations`);
        }
        const earlier = isWhole ? {} : eventInvokes.get(call.region, name, qualifier);
        const record = { ...earlier, ...given, FunctionName: name, qualifier, LastModified: Date.now() };
        eventInvokes.put([call.region, name, qualifier], record);
        return describeEvents(record, call);
      },
    );
  return {
    PutFunctionConcurrency: operation(
      structure({ FunctionName: FUNCTION_NAME, ReservedConcurrentExecutions: number({ min: 0 }) }),
      ({ FunctionName, ReservedConcurrentExecutions }, call) => {
        change(
          FunctionName,
          call,
          (record) => void (record.reservedConcurrency = ReservedConcurrentExecutions),
        );
        return { ReservedConcurrentExecutions };
      },
    ),
    GetFunctionConcurrency: operation(named, ({ FunctionName }, call) => {
      const { reservedConcurrency } = lookup.findFunction(parseReference(FunctionName), call);
      return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
    }),
    DeleteFunctionConcurrency: operation(named, ({ FunctionName }, call) => {
      change(FunctionName, call, (record) => void delete record.reservedConcurrency);
      return {};
    }),
    PutRuntimeManagementConfig: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        Qualifier: optional(QUALIFIER),
        UpdateRuntimeOn: oneOf('Auto', 'FunctionUpdate', 'Manual'),
        RuntimeVersionArn: optional(text()),
      }),
      ({ FunctionName, UpdateRuntimeOn, RuntimeVersionArn }, call) => {
        const record = change(FunctionName, call, (one) => {
          one.runtimeManagement = {
            UpdateRuntimeOn,
            ...(RuntimeVersionArn !== undefined && { RuntimeVersionArn }),
          };
        });
        const { region, accountId } = call;
        return {
          ...record.runtimeManagement,
          FunctionArn: functionArn(region, accountId, { name: record.FunctionName }),
        };
      },
    ),
    GetRuntimeManagementConfig: operation(qualified, ({ FunctionName, Qualifier }, call) => {
      const { runtimeManagement } = lookup.findFunction(parseReference(FunctionName, Qualifier), call);
      const { region, accountId } = call;
      return {
        ...runtimeManagement,
        FunctionArn: functionArn(region, accountId, parseReference(FunctionName)),
      };
    }),
    // There is no code signing; Terraform asks.
    GetFunctionCodeSigningConfig: operation(named, ({ FunctionName }, call) => ({
      FunctionName: lookup.findFunction(parseReference(FunctionName), call).FunctionName,
    })),
    TagResource: operation(
      structure({ Resource: text(), Tags: map(text({ max: 256 })) }),
      ({ Resource, Tags }, call) => {
        change(Resource, call, (record) => void (record.tags = { ...record.tags, ...Tags }));
        return {};
      },
    ),
    UntagResource: operation(
      structure({ Resource: text(), TagKeys: list(text()) }),
      ({ Resource, TagKeys }, call) => {
        change(Resource, call, (record) => {
          record.tags = without(record.tags, ...TagKeys) as Record<string, string>;
        });
        return {};
      },
    ),
    ListTags: operation(structure({ Resource: text() }), ({ Resource }, call) => ({
      Tags: new Map(Object.entries(lookup.findFunction(parseReference(Resource), call).tags)),
    })),
    PutFunctionEventInvokeConfig: putEvents(true),
    UpdateFunctionEventInvokeConfig: putEvents(false),
    GetFunctionEventInvokeConfig: operation(qualified, ({ FunctionName, Qualifier }, call) => {
      const { name, qualifier = '' } = parseReference(FunctionName, Qualifier);
      const found = eventInvokes.get(call.region, name, qualifier);
      if (!found)
        throw noConfig(functionArn(call.region, call.accountId, { name, qualifier: qualifier || '$LATEST' }));
      return describeEvents(found, call);
    }),
    DeleteFunctionEventInvokeConfig: operation(qualified, ({ FunctionName, Qualifier }, { region }) => {
      const { name, qualifier = '' } = parseReference(FunctionName, Qualifier);
      eventInvokes.delete(region, name, qualifier);
      return {};
    }),
  };
}

function noConfig(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `The function ${arn} doesn't have an EventInvokeConfig`, {
    status: 404,
  });
}

function describeEvents(record: EventInvokeRecord, { region, accountId }: Call): object {
  return {
    ...without(record, 'FunctionName', 'qualifier', 'LastModified'),
    FunctionArn: functionArn(region, accountId, {
      name: record.FunctionName,
      qualifier: record.qualifier || '$LATEST',
    }),
    LastModified: record.LastModified / 1000,
  };
}
