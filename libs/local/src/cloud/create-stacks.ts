import { randomUUID } from 'node:crypto';
import { createCloudFormation } from './cloudformation/create-cloudformation.ts';
import { PROVIDERS } from './cloudformation/providers/providers.ts';
import { loadSpecification } from './cloudformation/specification/load-specification.ts';
import { createStackEvents } from './cloudformation/stack/stack-events.ts';
import { openStackRecords } from './cloudformation/stack/stack-records.ts';
import type { ValueSources } from './cloudformation/template/dynamic-references.ts';
import type { Call, Input, Service } from './endpoint/call.ts';
import { createServiceCalls } from './endpoint/call-service.ts';
import type { Serving } from './endpoint/serve-call.ts';
import type { S3 } from './s3/create-s3.ts';
import { findVersion, openSecrets } from './secrets-manager/secret-record.ts';
import { openParameters } from './ssm/parameter-record.ts';
import type { Store } from './store/open-store.ts';

export type StacksOptions = {
  store: Store;
  accountId: string;
  services: readonly Service[];
  authorize: Serving['authorize'];
  s3: S3;
  /** A name of the outside as it is reached here. */
  reachable(text: string): string;
  stepMs: number;
  log(line: string): void;
};

/** Puts CloudFormation together with the services whose resources it makes. */
export function createStacks(options: StacksOptions): ReturnType<typeof createCloudFormation> {
  const { store, accountId, services, authorize, s3, reachable, stepMs, log } = options;
  const records = openStackRecords(store);
  const callService = createServiceCalls({ services: () => services, accountId, authorize });
  return createCloudFormation({
    records,
    events: createStackEvents(records, log),
    providers: PROVIDERS,
    supported: new Set(PROVIDERS.keys()),
    specification: () => loadSpecification([...PROVIDERS.keys()]),
    accountId,
    async call(name, operation, input, region, principal) {
      if (name === 's3') return callS3(s3, operation, input, region, principal);
      return callService(name, operation, input, region, principal);
    },
    sources: (region) => valueSources(store, region),
    readObject: (bucket, key) => s3.read(bucket, key).toString('utf8'),
    reachable,
    stepMs,
    attempt: store.attempt,
    settled: store.settled,
    log,
  });
}

/** A request of S3 by its method, bucket, sub-resource and body. */
function callS3(
  s3: S3,
  method: string,
  { Bucket, Query = '', Body = '' }: Input,
  region: string,
  principal: Call['principal'],
): object {
  s3.run({
    method,
    bucket: String(Bucket),
    query: new URLSearchParams(Query === '' ? [] : [[String(Query), '']]),
    headers: {},
    body: Buffer.from(String(Body)),
    trailers: {},
    region,
    principal,
    requestId: randomUUID(),
  });
  return {};
}

function valueSources(store: Store, region: string): ValueSources {
  const parameters = openParameters(store);
  const secrets = openSecrets(store);
  return {
    ssm(name, version) {
      const versions = parameters.get(region, name)?.versions ?? [];
      const found = versions[(version ?? versions.length) - 1];
      return found && { value: found.Value, isSecure: found.Type === 'SecureString' };
    },
    secret(id, { stage, id: versionId }) {
      const record = secrets.get(region, id) ?? secrets.list(region).find(({ ARN }) => ARN === id);
      if (!record || record.DeletedDate !== undefined) return undefined;
      return findVersion(record, { VersionStage: stage, VersionId: versionId })?.SecretString;
    },
  };
}
