import { AwsError } from '../../endpoint/aws-error.ts';
import { changeByProvider, ResourceFailure } from './run-resource.ts';
import type { StackParts } from './stack-parts.ts';
import { Halted, type Stepping } from './stepping.ts';
import type { ResourceState, StackOperation, StackRecord } from './stack-records.ts';

type Removing = {
  /** By which policy it is kept or not. */
  policy: string;
  /** Whether the operation that made it is undone. */
  undoesCreation: boolean;
};

/**
 * Removes resources, each after those that need it, and notes those that could not be removed.
 *
 * @param policyOf whether a resource is kept
 * @returns ids of those that are still there against the intention
 */
export async function removeResources(
  stack: StackRecord & { operation: StackOperation },
  states: readonly ResourceState[],
  policyOf: (state: ResourceState) => Removing,
  parts: StackParts & Stepping,
): Promise<string[]> {
  const left = new Map(states.map((state) => [keyOf(state), state]));
  const failed: string[] = [];
  while (left.size > 0) {
    const needed = new Set([...left.values()].flatMap(({ needs }) => needs));
    const free = [...left].filter(([, { logicalId }]) => !needed.has(logicalId));
    // Replaced resources may need each other's names in a circle: then all at once.
    const batch = free.length > 0 ? free : [...left];
    const results = await allDone(
      batch.map(async ([, state]) =>
        (await removeResource(stack, state, policyOf(state), parts)) ? [] : [state.logicalId],
      ),
    );
    failed.push(...results.flat());
    for (const [key] of batch) left.delete(key);
  }
  return failed;
}

function keyOf({ logicalId, physicalId = '' }: ResourceState): string {
  return `${logicalId} ${physicalId}`;
}

async function removeResource(
  stack: StackRecord & { operation: StackOperation },
  state: ResourceState,
  { policy, undoesCreation }: Removing,
  parts: StackParts & Stepping,
): Promise<boolean> {
  const { logicalId, physicalId } = state;
  // A replaced resource is no longer the one of its name.
  const isCurrent = stack.resources[logicalId]?.physicalId === physicalId;
  const note = (status: string, reason?: string): void => {
    const noted: ResourceState = { ...state, status, timestamp: new Date().toISOString() };
    delete noted.reason;
    if (reason !== undefined) noted.reason = reason;
    if (isCurrent && stack.resources[logicalId]) stack.resources[logicalId] = noted;
    parts.events.ofResource(stack, noted);
  };
  const forget = (): void => {
    if (isCurrent) delete stack.resources[logicalId];
    stack.operation.garbage = stack.operation.garbage.filter((one) => keyOf(one) !== keyOf(state));
    parts.save();
  };
  const isRetained =
    policy === 'RetainExceptOnCreate' || (policy === 'Retain' && stack.operation.removesRetained === true)
      ? !undoesCreation
      : policy === 'Retain';
  if (isRetained || stack.operation.retained.includes(logicalId)) {
    note('DELETE_SKIPPED');
    forget();
    return true;
  }
  if (physicalId === undefined) {
    note('DELETE_COMPLETE');
    forget();
    return true;
  }
  await parts.step();
  note('DELETE_IN_PROGRESS');
  parts.save();
  try {
    await changeByProvider(stack, state, parts, async (provider, context, reveal) => {
      try {
        await provider.delete(physicalId, revealTolerantly(state.properties, reveal), context);
      } catch (error) {
        if (!(error instanceof AwsError && error.status === 404)) throw error;
      }
    });
  } catch (error) {
    if (error instanceof Halted) throw error;
    const isKnown = error instanceof ResourceFailure;
    if (!isKnown) parts.log(`${stack.StackName}: ${(error as Error).stack}`);
    const reason = isKnown ? error.message : 'The local AWS failed; its terminal says how.';
    stack.operation.failures.push({ logicalId, verb: 'delete', reason });
    note('DELETE_FAILED', reason);
    parts.save();
    return false;
  }
  note('DELETE_COMPLETE');
  forget();
  return true;
}

/** What is removed may refer to values that are gone already. */
function revealTolerantly(
  properties: Record<string, unknown>,
  reveal: (properties: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  try {
    return reveal(properties);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return properties;
  }
}

/** As `Promise.all`, but no promise is left running when one of them rejects. */
async function allDone<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
