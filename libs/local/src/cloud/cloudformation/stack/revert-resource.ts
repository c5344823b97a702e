import { changeByProvider, ResourceFailure, runProvider } from './run-resource.ts';
import type { StackParts } from './stack-parts.ts';
import { Halted, type Stepping } from './stepping.ts';
import type { ResourceState, StackOperation, StackRecord } from './stack-records.ts';

/**
 * Puts a resource back to what it was before the operation that failed: one that was changed is changed back, one that was
 * replaced takes its place again, and one that was made is put to the garbage.
 *
 * @returns whether it worked
 */
export async function revertResource(
  stack: StackRecord & { operation: StackOperation },
  id: string,
  parts: StackParts & Stepping,
): Promise<boolean> {
  const { operation } = stack;
  const before = operation.before[id];
  const now = stack.resources[id];
  if (before === undefined || !now) return true;
  if (before === null || before.physicalId !== now.physicalId) {
    putBack(stack, before, now);
    parts.save();
    return true;
  }
  await parts.step();
  parts.events.ofResource(stack, { ...now, status: 'UPDATE_IN_PROGRESS', reason: '' });
  try {
    const physicalId = before.physicalId ?? '';
    await changeByProvider(stack, before, parts, async (provider, context, reveal) => {
      await provider.update?.(physicalId, reveal(before.properties), reveal(now.properties), context);
    });
    await runProvider(stack, before, parts, async (provider, context, reveal) => {
      await provider.stabilize?.(physicalId, reveal(before.properties), { ...context, isUpdate: true });
    });
  } catch (error) {
    if (error instanceof Halted) throw error;
    const isKnown = error instanceof ResourceFailure;
    if (!isKnown) parts.log(`${stack.StackName}: ${(error as Error).stack}`);
    const reason = isKnown ? error.message : 'The local AWS failed; its terminal says how.';
    stack.resources[id] = { ...now, status: 'UPDATE_FAILED', reason, timestamp: new Date().toISOString() };
    parts.events.ofResource(stack, stack.resources[id]);
    operation.failures.push({ logicalId: id, verb: 'update', reason });
    parts.save();
    return false;
  }
  const reverted: ResourceState = {
    ...before,
    status: 'UPDATE_COMPLETE',
    timestamp: new Date().toISOString(),
  };
  delete reverted.reason;
  stack.resources[id] = reverted;
  parts.events.ofResource(stack, reverted);
  parts.save();
  return true;
}

function putBack(
  stack: StackRecord & { operation: StackOperation },
  before: ResourceState | null,
  now: ResourceState,
): void {
  const { operation } = stack;
  if (before) stack.resources[now.logicalId] = before;
  // What was to be removed in favour of the new one stays.
  operation.garbage = operation.garbage.filter(
    ({ physicalId }) => physicalId === undefined || physicalId !== before?.physicalId,
  );
  if (now.physicalId !== undefined || !before) operation.garbage.push(now);
}
