import type { StackRecord, StackRecords } from '../stack/stack-records.ts';
import { validationError } from '../template/validation-error.ts';

/** Finds a stack by its name, or by its id, by which one that was deleted is found too. */
export function lookUpStack(
  { stacks }: StackRecords,
  region: string,
  nameOrId: string,
): StackRecord | undefined {
  if (nameOrId.startsWith('arn:')) return stacks.get(region, nameOrId);
  return stacks
    .list(region)
    .find(({ StackName, status }) => StackName === nameOrId && status !== 'DELETE_COMPLETE');
}

/** Throws AwsError `ValidationError` when there is none. */
export function findStack(records: StackRecords, region: string, nameOrId: string): StackRecord {
  const stack = lookUpStack(records, region, nameOrId);
  if (!stack) throw validationError(`Stack with id ${nameOrId} does not exist`);
  return stack;
}

const UPDATABLE = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_FAILED',
  'CREATE_FAILED',
]);

/** Throws AwsError `ValidationError` for a stack that is in the middle of something, or whose creation failed. */
export function assertUpdatable({ StackId, status }: StackRecord): void {
  if (!UPDATABLE.has(status))
    throw validationError(`Stack:${StackId} is in ${status} state and can not be updated.`);
}
