import type { Store } from '../store/open-store.ts';

export type LoggingConfig = {
  LogFormat: 'JSON' | 'Text';
  ApplicationLogLevel?: string;
  SystemLogLevel?: string;
  LogGroup: string;
};

/** What a version is: code and configuration. `$LATEST` is one that changes. */
export type FunctionVersion = {
  FunctionName: string;
  /** `$LATEST`, `1`, `2` … */
  Version: string;
  Runtime: string;
  Role: string;
  Handler: string;
  Description: string;
  /** Seconds. */
  Timeout: number;
  /** MB. */
  MemorySize: number;
  Architectures: string[];
  Environment: Record<string, string>;
  LoggingConfig: LoggingConfig;
  TracingConfig: { Mode: string };
  EphemeralStorage: { Size: number };
  KMSKeyArn?: string;
  /** Hash of the zip, in hexadecimal and as the API has it. */
  code: { blob: string; CodeSha256: string; CodeSize: number };
  LastModified: string;
  RevisionId: string;
};

export type FunctionRecord = {
  FunctionName: string;
  latest: FunctionVersion;
  tags: Record<string, string>;
  lastVersion: number;
  reservedConcurrency?: number;
  runtimeManagement: { UpdateRuntimeOn: string; RuntimeVersionArn?: string };
};

export type AliasRecord = {
  FunctionName: string;
  Name: string;
  FunctionVersion: string;
  Description: string;
  /** Share of the invocations by version, from 0 to 1; the rest goes to `FunctionVersion`. */
  weights: Record<string, number>;
  RevisionId: string;
};

/** A policy of a function, an alias or a version, in the order its statements were added. */
export type FunctionPolicyRecord = {
  FunctionName: string;
  /** Empty for the function itself. */
  qualifier: string;
  statements: Record<string, unknown>[];
  RevisionId: string;
};

export type EventInvokeRecord = {
  FunctionName: string;
  qualifier: string;
  MaximumRetryAttempts?: number;
  MaximumEventAgeInSeconds?: number;
  DestinationConfig?: { OnSuccess?: { Destination?: string }; OnFailure?: { Destination?: string } };
  LastModified: number;
};

export type ProvisionedRecord = {
  region: string;
  FunctionName: string;
  /** An alias or a version. */
  qualifier: string;
  requested: number;
  status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  reason?: string;
  LastModified: string;
  /** Another one with every change. */
  RevisionId: string;
};

/** Where Lambda keeps what it knows. Every key starts with region and name of the function. */
export function openFunctionRecords(store: Store) {
  return {
    functions: store.collection<FunctionRecord>('lambda-function'),
    versions: store.collection<FunctionVersion>('lambda-version'),
    aliases: store.collection<AliasRecord>('lambda-alias'),
    policies: store.collection<FunctionPolicyRecord>('lambda-policy'),
    eventInvokes: store.collection<EventInvokeRecord>('lambda-event-invoke'),
    provisioned: store.collection<ProvisionedRecord>('lambda-provisioned'),
  };
}

export type FunctionRecords = ReturnType<typeof openFunctionRecords>;
