import type { Service } from '../endpoint/call.ts';
import type { IamRecords } from '../iam/iam-records.ts';
import type { S3 } from '../s3/create-s3.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/open-store.ts';
import { aliasOperations } from './alias-operations.ts';
import { createAsyncQueue, type AsyncQueue } from './async-queue.ts';
import { functionOperations } from './function-operations.ts';
import { openFunctionRecords, type FunctionRecords } from './function-records.ts';
import { createLookup, functionArn, parseReference, type Lookup } from './function-reference.ts';
import { createInvokeFunction, type InvocationReport, type InvokeFunction } from './invoke-function.ts';
import { invokeOperations } from './invoke-operations.ts';
import { permissionOperations } from './permission-operations.ts';
import { provisionedOperations } from './provisioned-operations.ts';
import { createProvisioning } from './provisioning.ts';
import { LAMBDA_ROUTES } from './routes.ts';
import type { SandboxPool } from './sandbox/sandbox-pool.ts';
import { settingsOperations } from './settings-operations.ts';
import { createPublish, versionOperations, type Publish } from './version-operations.ts';

/** What the operations of Lambda work with. */
export type LambdaParts = {
  records: FunctionRecords;
  lookup: Lookup;
  iam: IamRecords;
  s3: S3;
  blobs: Blobs;
  pool: SandboxPool;
  publish: Publish;
};

export type Lambda = {
  service: Service;
  records: FunctionRecords;
  lookup: Lookup;
  /** Invokes a function without asking who may. */
  invoke: InvokeFunction;
  queue: AsyncQueue;
  /** Goes on with what was under way when the cloud ended. */
  resume(accountId: string): void;
  close(): Promise<void>;
};

export type LambdaOptions = {
  store: Store;
  iam: IamRecords;
  s3: S3;
  blobs: Blobs;
  pool: SandboxPool;
  /** Told of every invocation. */
  reported(report: InvocationReport): void;
  log(line: string): void;
};

/** Lambda: functions of zips with their versions, aliases and policies, and their invocation. No layers and no images. */
export function createLambda({ store, iam, s3, blobs, pool, reported, log }: LambdaOptions): Lambda {
  const records = openFunctionRecords(store);
  const lookup = createLookup(records);
  const publish = createPublish(records, lookup);
  const provisioning = createProvisioning(records, lookup, pool, store.hold);
  const invoke = createInvokeFunction(records, lookup, pool, reported);
  const queue: AsyncQueue = createAsyncQueue({
    store,
    records,
    invoke,
    log,
    deliver: (destination, place, record) =>
      queue.add(parseReference(destination), place, { payload: JSON.stringify(record) }),
  });
  const parts: LambdaParts = { records, lookup, iam, s3, blobs, pool, publish };
  const service: Service = {
    name: 'lambda',
    routes: LAMBDA_ROUTES,
    validationError: 'InvalidParameterValueException',
    resources: Object.fromEntries(
      LAMBDA_ROUTES.filter(({ path }) => path.includes('{FunctionName}')).map(({ operation }) => [
        operation,
        ({ FunctionName, Qualifier }, { region, accountId }) =>
          functionArn(
            region,
            accountId,
            parseReference(String(FunctionName), Qualifier as string | undefined),
          ),
      ]),
    ),
    operations: {
      ...functionOperations(parts),
      ...versionOperations(records, lookup, publish),
      ...aliasOperations(records, lookup, provisioning),
      ...permissionOperations(records, lookup),
      ...settingsOperations(records, lookup),
      ...provisionedOperations(records, lookup, provisioning),
      ...invokeOperations(lookup, invoke, queue),
    },
  };
  return {
    service,
    records,
    lookup,
    invoke,
    queue,
    resume(accountId) {
      queue.resume();
      provisioning.resume(accountId);
    },
    async close() {
      queue.close();
      await pool.close();
    },
  };
}
