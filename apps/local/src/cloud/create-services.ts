import { join } from 'node:path';
import { createAuthorizer, createRoleAllows } from './endpoint/authorize-call.ts';
import type { Service } from './endpoint/call.ts';
import type { Serving } from './endpoint/serve-call.ts';
import { createIam } from './iam/create-iam.ts';
import { createLambda } from './lambda/create-lambda.ts';
import { createStartEnvironment, codeFolderOf, type Outside } from './lambda/sandbox/start-environment.ts';
import { createSandboxPool } from './lambda/sandbox/sandbox-pool.ts';
import { createLogs } from './logs/create-logs.ts';
import { openEventTable } from './logs/event-table.ts';
import { openLogRecords } from './logs/log-records.ts';
import { createLogWriter } from './logs/log-writer.ts';
import { openIamRecords } from './iam/iam-records.ts';
import { createS3, type S3 } from './s3/create-s3.ts';
import { createSecretsManager } from './secrets-manager/create-secrets-manager.ts';
import { createSsm } from './ssm/create-ssm.ts';
import { openBlobs } from './store/blobs.ts';
import type { Store } from './store/open-store.ts';
import { createSessions } from './sts/sessions.ts';
import { createSts } from './sts/create-sts.ts';

export type ServicesOptions = {
  store: Store;
  accountId: string;
  defaultRegion: string;
  /** Where requests of functions go that would leave for the world. */
  outside(): Outside;
  /** How many environments of functions there may be at once. */
  accountConcurrency: number;
  log(line: string): void;
};

export type Services = Serving & {
  s3: S3;
  /** Goes on with what was under way when the cloud ended. */
  resume(): void;
  close(): Promise<void>;
};

/** Puts the services of the local AWS together. */
export function createServices(options: ServicesOptions): Services {
  const { store, accountId, defaultRegion, outside, accountConcurrency, log } = options;
  const blobs = openBlobs(join(store.folder, 'blobs'));
  const iamRecords = openIamRecords(store);
  const sessions = createSessions(store, accountId);
  const roleAllows = createRoleAllows(iamRecords);
  const { principalOf } = sessions;
  const s3 = createS3({ store, blobs, defaultRegion, principalOf, roleAllows, log });
  const logRecords = openLogRecords(store);
  const logTable = openEventTable(store);
  const writer = createLogWriter(logRecords, logTable, () => undefined);
  const start = createStartEnvironment({
    blobs,
    codeFolder: codeFolderOf(store.folder),
    iam: iamRecords,
    sessions,
    writer,
    accountId,
    outside,
    log,
  });
  const pool = createSandboxPool({ start, accountConcurrency });
  const lambda = createLambda({ store, iam: iamRecords, s3, blobs, pool, reported: () => undefined, log });
  const services: Service[] = [
    createSts(store, sessions),
    createIam(store),
    createSsm(store),
    createSecretsManager(store),
    createLogs({ records: logRecords, table: logTable, writer }),
    lambda.service,
  ];
  return {
    accountId,
    defaultRegion,
    services,
    s3,
    principalOf,
    authorize: createAuthorizer(roleAllows),
    settled: store.settled,
    log,
    resume: lambda.queue.resume,
    close: lambda.close,
  };
}
