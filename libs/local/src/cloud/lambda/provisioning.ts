import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { FunctionRecords, FunctionVersion, ProvisionedRecord } from './function-records.ts';
import { functionArn, type Lookup } from './function-reference.ts';
import type { Store } from '../store/open-store.ts';
import type { SandboxPool } from './sandbox/sandbox-pool.ts';
import { InitFailure } from './sandbox/start-sandbox.ts';

type Place = Readonly<{ region: string; accountId: string }>;

/** Holds environments ready, as configurations of provisioned concurrency ask for. */
export type Provisioning = ReturnType<typeof createProvisioning>;

export function createProvisioning(
  { provisioned, aliases }: FunctionRecords,
  lookup: Lookup,
  pool: SandboxPool,
  hold: Store['hold'],
) {
  /**
   * Versions that a configuration holds ready, and how many environments of each.
   *
   * Assumed: the second version of an alias gets its share besides, rounded up.
   */
  const sharesOf = (
    { FunctionName: name, qualifier, requested }: ProvisionedRecord,
    place: Place,
  ): { version: FunctionVersion; count: number }[] => {
    const version = lookup.findVersion({ name, qualifier }, place);
    const { weights = {} } = aliases.get(place.region, name, qualifier) ?? {};
    const others = Object.entries(weights).flatMap(([number, weight]) => {
      const other = lookup.versionOf(place.region, name, number);
      return other ? [{ version: other, count: Math.ceil(requested * weight) }] : [];
    });
    return [{ version, count: requested }, ...others];
  };

  const allocate = async (record: ProvisionedRecord, place: Place): Promise<void> => {
    const { FunctionName: name, qualifier } = record;
    const settle = (changes: Partial<ProvisionedRecord>): void => {
      const current = provisioned.get(place.region, name, qualifier);
      if (current?.RevisionId === record.RevisionId)
        provisioned.put([place.region, name, qualifier], { ...current, ...changes });
    };
    const where = { region: place.region, functionArn: functionArn(place.region, place.accountId, { name }) };
    try {
      for (const { version, count } of sharesOf(record, place)) await pool.provision(version, where, count);
      settle({ status: 'READY' });
    } catch (error) {
      if (!(error instanceof InitFailure || error instanceof AwsError)) throw error;
      settle({ status: 'FAILED', reason: 'FUNCTION_ERROR_INIT_FAILURE' });
    }
  };

  /** Gives up environments that no configuration of the function asks for any more. */
  const releaseSurplus = (name: string, place: Place): void => {
    const wanted = provisioned.list(place.region, name).flatMap((record) => sharesOf(record, place));
    pool.keepProvisioned(functionArn(place.region, place.accountId, { name }), wanted);
  };

  /** Call it after a configuration, or what it is about, has changed. */
  const apply = (name: string, qualifier: string, place: Place): void => {
    const record = provisioned.get(place.region, name, qualifier);
    if (record) {
      const { reason: _, ...rest } = record;
      const renewed: ProvisionedRecord = { ...rest, status: 'IN_PROGRESS', RevisionId: randomUUID() };
      provisioned.put([place.region, name, qualifier], renewed);
      void hold(allocate(renewed, place));
    }
    releaseSurplus(name, place);
  };

  return {
    apply,
    /** Environments end with the cloud: makes them anew. */
    resume(accountId: string): void {
      for (const { FunctionName, qualifier, region } of provisioned.list())
        apply(FunctionName, qualifier, { region, accountId });
    },
  };
}
