import { join } from 'node:path';
import { createAuthorizer, createRoleAllows } from './endpoint/authorize-call.ts';
import type { Service } from './endpoint/call.ts';
import type { Serving } from './endpoint/serve-call.ts';
import { createIam } from './iam/create-iam.ts';
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
  log(line: string): void;
};

export type Services = Serving & { s3: S3 };

/** Puts the services of the local AWS together. */
export function createServices({ store, accountId, defaultRegion, log }: ServicesOptions): Services {
  const blobs = openBlobs(join(store.folder, 'blobs'));
  const iamRecords = openIamRecords(store);
  const sessions = createSessions(store, accountId);
  const roleAllows = createRoleAllows(iamRecords);
  const { principalOf } = sessions;
  const s3 = createS3({ store, blobs, defaultRegion, principalOf, roleAllows, log });
  const services: Service[] = [
    createSts(store, sessions),
    createIam(store),
    createSsm(store),
    createSecretsManager(store),
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
  };
}
