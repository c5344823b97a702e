import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, map, number, oneOf, optional, structure, text, type Read } from '../endpoint/shape.ts';
import { trusts } from '../iam/role-permissions.ts';
import { checkEnvironment } from './check-environment.ts';
import type { LambdaParts } from './create-lambda.ts';
import { describeFunction, lambdaTime } from './describe-function.ts';
import type { FunctionRecord, FunctionVersion } from './function-records.ts';
import { functionArn, parseReference } from './function-reference.ts';
import { ARCHITECTURES, CODE, FUNCTION_NAME, QUALIFIER, SETTINGS } from './function-shapes.ts';
import { readCode } from './read-code.ts';

/** Runtimes that this machine can run: with the Node that runs the local AWS. */
const RUNTIMES = ['nodejs24.x', 'nodejs22.x'];

const settings = structure(SETTINGS);
type Settings = Read<typeof settings>;

/** The operations on functions themselves. */
export function functionOperations(parts: LambdaParts): Record<string, Operation> {
  const { records, lookup, iam, publish, pool } = parts;
  const { functions, versions, aliases, policies, eventInvokes, provisioned } = records;

  const assertRole = (arn: string, { accountId }: Call): void => {
    const role = iam.roles.list().find(({ Arn }) => Arn === arn);
    if (!role || !trusts(role, 'lambda.amazonaws.com', accountId))
      throw invalid('The role defined for the function cannot be assumed by Lambda.');
  };

  const apply = (version: FunctionVersion, given: Settings, call: Call): FunctionVersion => {
    if (given.Role !== undefined) assertRole(given.Role, call);
    if (given.Environment) checkEnvironment(given.Environment.Variables ?? {});
    return applySettings(version, given);
  };

  const save = (record: FunctionRecord, call: Call): FunctionVersion => {
    record.latest = { ...record.latest, LastModified: lambdaTime(), RevisionId: randomUUID() };
    functions.put([call.region, record.FunctionName], record);
    return record.latest;
  };

  return {
    CreateFunction: operation(
      structure({
        ...SETTINGS,
        FunctionName: FUNCTION_NAME,
        Role: text(),
        Code: structure(CODE),
        PackageType: optional(oneOf('Zip')),
        Publish: optional(flag()),
        Architectures: ARCHITECTURES,
        Tags: optional(map(text({ max: 256 }))),
      }),
      (input, call) => {
        const {
          FunctionName,
          Code,
          Publish = false,
          Architectures = ['x86_64'],
          Tags = {},
          ...given
        } = input;
        const { name } = parseReference(FunctionName);
        if (name.length > 64) throw invalid('The name of a function has up to 64 characters.');
        if (functions.get(call.region, name))
          throw new AwsError('ResourceConflictException', `Function already exist: ${name}`, { status: 409 });
        if (given.Runtime === undefined || given.Handler === undefined)
          throw invalid(
            'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
          );
        const bare = bareVersion(name, given.Runtime, given.Role, given.Handler);
        const latest = apply({ ...bare, Architectures }, given, call);
        const record: FunctionRecord = {
          FunctionName: name,
          latest: { ...latest, code: readCode(Code, parts) },
          tags: Tags,
          lastVersion: 0,
          runtimeManagement: { UpdateRuntimeOn: 'Auto' },
        };
        const saved = save(record, call);
        const shown = Publish ? publish(name, call, {}) : saved;
        return describeFunction(shown, call);
      },
    ),
    GetFunction: operation(
      structure({ FunctionName: FUNCTION_NAME, Qualifier: optional(QUALIFIER) }),
      ({ FunctionName, Qualifier }, call) => {
        const reference = parseReference(FunctionName, Qualifier);
        const { tags, reservedConcurrency } = lookup.findFunction(reference, call);
        const version = lookup.findVersion(reference, call);
        return {
          Configuration: describeFunction(version, call, reference.qualifier),
          Code: { RepositoryType: 'S3', Location: `file:${parts.blobs.pathOf(version.code.blob)}` },
          ...(Object.keys(tags).length > 0 && { Tags: new Map(Object.entries(tags)) }),
          ...(reservedConcurrency !== undefined && {
            Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
          }),
        };
      },
    ),
    GetFunctionConfiguration: operation(
      structure({ FunctionName: FUNCTION_NAME, Qualifier: optional(QUALIFIER) }),
      ({ FunctionName, Qualifier }, call) => {
        const reference = parseReference(FunctionName, Qualifier);
        return describeFunction(lookup.findVersion(reference, call), call, reference.qualifier);
      },
    ),
    ListFunctions: operation(
      structure({
        MasterRegion: optional(text()),
        FunctionVersion: optional(oneOf('ALL')),
        Marker: optional(text()),
        MaxItems: optional(number({ min: 1, max: 10_000 })),
      }),
      (_input, call) => ({
        Functions: functions.list(call.region).map(({ latest }) => describeFunction(latest, call)),
      }),
    ),
    UpdateFunctionConfiguration: operation(
      structure({ ...SETTINGS, FunctionName: FUNCTION_NAME }),
      ({ FunctionName, ...given }, call) => {
        const record = lookup.findFunction(parseReference(FunctionName), call);
        assertRevision(record.latest, given.RevisionId);
        record.latest = apply(record.latest, given, call);
        return describeFunction(save(record, call), call);
      },
    ),
    UpdateFunctionCode: operation(
      structure({
        ...CODE,
        FunctionName: FUNCTION_NAME,
        Publish: optional(flag()),
        DryRun: optional(flag()),
        RevisionId: optional(text()),
        Architectures: ARCHITECTURES,
      }),
      ({ FunctionName, Publish = false, DryRun = false, RevisionId, Architectures, ...source }, call) => {
        const record = lookup.findFunction(parseReference(FunctionName), call);
        assertRevision(record.latest, RevisionId);
        const code = readCode(source, parts);
        const latest = { ...record.latest, code, ...(Architectures && { Architectures }) };
        if (DryRun) return describeFunction(latest, call);
        const saved = save({ ...record, latest }, call);
        return describeFunction(Publish ? publish(record.FunctionName, call, {}) : saved, call);
      },
    ),
    DeleteFunction: operation(
      structure({ FunctionName: FUNCTION_NAME, Qualifier: optional(QUALIFIER) }),
      ({ FunctionName, Qualifier }, call) => {
        const reference = parseReference(FunctionName, Qualifier);
        const { name, qualifier } = reference;
        lookup.findFunction(reference, call);
        const { region } = call;
        if (qualifier !== undefined) {
          const users = aliases
            .list(region, name)
            .filter(
              ({ FunctionVersion, weights }) =>
                FunctionVersion === qualifier || Object.hasOwn(weights, qualifier),
            );
          if (users.length > 0)
            throw new AwsError(
              'ResourceConflictException',
              `Version ${qualifier} cannot be deleted because it is referenced by one or more aliases.`,
              { status: 409 },
            );
          versions.delete(region, name, qualifier);
          return {};
        }
        for (const { Version } of versions.list(region, name)) versions.delete(region, name, Version);
        for (const { Name } of aliases.list(region, name)) aliases.delete(region, name, Name);
        for (const one of policies.list(region, name)) policies.delete(region, name, one.qualifier);
        for (const one of eventInvokes.list(region, name)) eventInvokes.delete(region, name, one.qualifier);
        for (const one of provisioned.list(region, name)) provisioned.delete(region, name, one.qualifier);
        functions.delete(region, name);
        pool.removeFunction(functionArn(region, call.accountId, { name }));
        return {};
      },
    ),
  };
}

function applySettings(version: FunctionVersion, given: Settings): FunctionVersion {
  if (given.Runtime !== undefined && !RUNTIMES.includes(given.Runtime))
    throw invalid(
      `Value ${given.Runtime} at 'runtime' failed to satisfy constraint: the local AWS runs functions in the runtimes ${RUNTIMES.join(', ')}`,
    );
  const { LoggingConfig: logging = {}, EphemeralStorage = version.EphemeralStorage } = given;
  const merged = { ...version.LoggingConfig, ...logging };
  const isJson = merged.LogFormat === 'JSON';
  if (!isJson && (logging.ApplicationLogLevel !== undefined || logging.SystemLogLevel !== undefined))
    throw invalid(
      'LogLevel is not supported when LogFormat is set to "Text". Remove LogLevel from your request or change the LogFormat to "JSON" and try again.',
    );
  return {
    ...version,
    ...(given.Runtime !== undefined && { Runtime: given.Runtime }),
    ...(given.Role !== undefined && { Role: given.Role }),
    ...(given.Handler !== undefined && { Handler: given.Handler }),
    ...(given.Description !== undefined && { Description: given.Description }),
    ...(given.Timeout !== undefined && { Timeout: given.Timeout }),
    ...(given.MemorySize !== undefined && { MemorySize: given.MemorySize }),
    ...(given.Environment && { Environment: given.Environment.Variables ?? {} }),
    ...(given.TracingConfig?.Mode !== undefined && { TracingConfig: { Mode: given.TracingConfig.Mode } }),
    ...(given.KMSKeyArn !== undefined && { KMSKeyArn: given.KMSKeyArn }),
    EphemeralStorage,
    LoggingConfig: {
      LogFormat: merged.LogFormat,
      LogGroup: merged.LogGroup,
      ...(isJson && {
        ApplicationLogLevel: merged.ApplicationLogLevel ?? 'INFO',
        SystemLogLevel: merged.SystemLogLevel ?? 'INFO',
      }),
    },
  };
}

function bareVersion(name: string, Runtime: string, Role: string, Handler: string): FunctionVersion {
  return {
    FunctionName: name,
    Version: '$LATEST',
    Runtime,
    Role,
    Handler,
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    Architectures: ['x86_64'],
    Environment: {},
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
    TracingConfig: { Mode: 'PassThrough' },
    EphemeralStorage: { Size: 512 },
    code: { blob: '', CodeSha256: '', CodeSize: 0 },
    LastModified: '',
    RevisionId: '',
  };
}

export function assertRevision({ RevisionId }: { RevisionId: string }, expected: string | undefined): void {
  if (expected !== undefined && expected !== RevisionId)
    throw new AwsError(
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
      { status: 412 },
    );
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
