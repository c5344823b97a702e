import { AwsError } from '../../endpoint/aws-error.ts';
import { orderResources } from '../template/order-resources.ts';
import { applyResource } from './apply-resource.ts';
import { computeOutputs } from './compute-outputs.ts';
import { readAttribute } from './plan-changes.ts';
import { removeResources } from './remove-resources.ts';
import { resolvingOf, withoutUnmet } from './resolve-definition.ts';
import { revertResource } from './revert-resource.ts';
import { ResourceFailure } from './run-resource.ts';
import type { StackParts } from './stack-parts.ts';
import type { Stepping } from './stepping.ts';
import type { StackOperation, StackRecord } from './stack-records.ts';

type Operating = StackRecord & { operation: StackOperation };

/** Takes an operation of a stack to its end, from wherever it is. Rejects with Halted when there is to be no next step. */
export async function operateStack(stack: Operating, parts: StackParts & Stepping): Promise<void> {
  const { operation } = stack;
  if (operation.kind === 'delete') return deleteStack(stack, parts);
  if (operation.phase === 'forward') await goForward(stack, parts);
  const { deletion } = operation;
  if (deletion) return deleteStack(Object.assign(stack, { operation: deletion }), parts);
  if (operation.phase === 'cleanup') return cleanUp(stack, parts);
  if (operation.phase === 'rollback') await goBack(stack, parts);
  if (operation.phase === 'rollback-cleanup') return cleanUpRollback(stack, parts);
  return undefined;
}

function enter(stack: Operating, status: string, parts: StackParts & Stepping, reason?: string): void {
  stack.status = status;
  if (reason === undefined) delete stack.reason;
  else stack.reason = reason;
  parts.events.ofStack(stack);
  parts.save();
}

function finish(stack: Operating, status: string, parts: StackParts & Stepping, reason?: string): void {
  const { events } = parts;
  stack.status = status;
  stack.updatedAt = new Date().toISOString();
  if (reason === undefined) delete stack.reason;
  else stack.reason = reason;
  events.ofStack(stack);
  delete (stack as StackRecord).operation;
  parts.save();
}

/** Makes and changes resources, each as soon as those that it needs are done. */
async function goForward(stack: Operating, parts: StackParts & Stepping): Promise<void> {
  const { operation } = stack;
  const template = withoutUnmet(stack, operation.target, parts);
  const dependencies = orderResources(template.Resources);
  const resolving = resolvingOf(stack, template, operation.target.parameters, lookupsOf(stack), parts);
  const running = new Map<string, Promise<void>>();
  const isDone = (id: string): boolean => operation.done.includes(id);
  const run = async (id: string, needs: readonly string[]): Promise<void> => {
    const resource = template.Resources[id];
    try {
      if (resource) await applyResource(stack, id, resource, needs, resolving, parts);
      operation.done.push(id);
      parts.save();
    } catch (error) {
      if (!(error instanceof ResourceFailure)) throw error;
    } finally {
      running.delete(id);
    }
  };
  for (;;) {
    const mayGoOn = operation.failures.length === 0 && operation.isCancelled !== true;
    const ready = [...dependencies].filter(
      ([id, needs]) => mayGoOn && !isDone(id) && !running.has(id) && [...needs].every(isDone),
    );
    for (const [id, needs] of ready) running.set(id, run(id, [...needs]));
    if (running.size === 0) break;
    try {
      await Promise.race(running.values());
    } catch (error) {
      // One that was halted, or is broken: the others come to the end of their step.
      await Promise.allSettled(running.values());
      throw error;
    }
  }
  if (operation.failures.length > 0 || operation.isCancelled === true) return turnBack(stack, parts);
  try {
    const outputs = computeOutputs(stack, template, resolving, parts);
    Object.assign(stack, { outputs, definition: operation.target });
    if (template.Description === undefined) delete stack.description;
    else stack.description = template.Description;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    operation.failures.push({
      logicalId: stack.StackName,
      verb: operation.kind === 'create' ? 'create' : 'update',
      reason: error.message,
    });
    return turnBack(stack, parts, error.message);
  }
  if (operation.kind === 'create') return finish(stack, 'CREATE_COMPLETE', parts);
  operation.phase = 'cleanup';
  return enter(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', parts);
}

/** What resources are by now. */
function lookupsOf(stack: StackRecord) {
  return {
    refOf(id: string): string {
      const { physicalId } = stack.resources[id] ?? {};
      if (physicalId === undefined) throw new Error(`${id} was asked for before it is there.`);
      return physicalId;
    },
    attributeOf(id: string, attribute: string): unknown {
      const state = stack.resources[id];
      const value =
        state && (readAttribute(state.attributes, attribute) ?? readAttribute(state.properties, attribute));
      if (value === undefined)
        throw new AwsError(
          'ValidationError',
          `Attribute '${attribute}' of ${id} (${state?.type}) is not known to the local AWS`,
        );
      return value;
    },
  };
}

function turnBack(stack: Operating, parts: StackParts & Stepping, reason = reasonOf(stack.operation)): void {
  const { operation } = stack;
  if (operation.deletion) return undefined;
  const failed = operation.kind === 'create' ? 'CREATE_FAILED' : 'UPDATE_FAILED';
  if (operation.onFailure === 'DO_NOTHING') return finish(stack, failed, parts, reason);
  operation.phase = 'rollback';
  operation.done = [];
  const status = operation.kind === 'create' ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS';
  if (operation.kind === 'create' && operation.onFailure === 'DELETE')
    return enter(stack, 'DELETE_IN_PROGRESS', parts, reason);
  return enter(
    stack,
    status,
    parts,
    operation.kind === 'create' ? `${reason}Rollback requested by user.` : reason,
  );
}

/** `The following resource(s) failed to create: [Table]. ` */
function reasonOf({ failures, isCancelled }: StackOperation): string {
  if (failures.length === 0 && isCancelled) return 'User Initiated';
  return (['create', 'update'] as const)
    .map((verb) => {
      const ids = failures.filter((one) => one.verb === verb).map(({ logicalId }) => logicalId);
      return ids.length === 0 ? '' : `The following resource(s) failed to ${verb}: [${ids.join(', ')}]. `;
    })
    .join('');
}

/** Removes what an update left over. What cannot be removed is left behind, and the update is complete all the same. */
async function cleanUp(stack: Operating, parts: StackParts & Stepping): Promise<void> {
  const { operation } = stack;
  const template = withoutUnmet(stack, operation.target, parts);
  const removed = Object.values(stack.resources).filter(({ logicalId }) => !template.Resources[logicalId]);
  const replaced = new Set(operation.garbage);
  const failed = await removeResources(
    stack,
    [...operation.garbage, ...removed],
    (state) => ({
      policy: replaced.has(state) ? state.updateReplacePolicy : state.deletionPolicy,
      undoesCreation: false,
    }),
    parts,
  );
  for (const id of failed) if (!template.Resources[id]) delete stack.resources[id];
  finish(stack, 'UPDATE_COMPLETE', parts);
}

async function goBack(stack: Operating, parts: StackParts & Stepping): Promise<void> {
  const { operation } = stack;
  if (operation.kind === 'create') {
    const failed = await removeResources(
      stack,
      Object.values(stack.resources),
      ({ deletionPolicy }) => ({ policy: deletionPolicy, undoesCreation: true }),
      parts,
    );
    const isDeleted = operation.onFailure === 'DELETE';
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
    if (failed.length > 0)
      return finish(stack, isDeleted ? 'DELETE_FAILED' : 'ROLLBACK_FAILED', parts, reason);
    if (isDeleted) stack.deletedAt = new Date().toISOString();
    return finish(stack, isDeleted ? 'DELETE_COMPLETE' : 'ROLLBACK_COMPLETE', parts);
  }
  const changed = Object.keys(operation.before);
  const failed: string[] = [];
  const isOpen = (id: string): boolean => !operation.done.includes(id) && changed.includes(id);
  while (changed.some(isOpen)) {
    const open = changed.filter(isOpen);
    // By what each needed before, so that an alias goes back after its version is there again.
    const free = open.filter((id) => !(operation.before[id]?.needs ?? []).some(isOpen));
    for (const id of free.length > 0 ? free : open) {
      if (!(await revertResource(stack, id, parts))) failed.push(id);
      operation.done.push(id);
      parts.save();
    }
  }
  if (failed.length > 0) {
    stack.failedRollback = operation;
    return finish(
      stack,
      'UPDATE_ROLLBACK_FAILED',
      parts,
      `The following resource(s) failed to update: [${failed.join(', ')}]. `,
    );
  }
  operation.phase = 'rollback-cleanup';
  return enter(stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', parts);
}

async function cleanUpRollback(stack: Operating, parts: StackParts & Stepping): Promise<void> {
  const { operation } = stack;
  await removeResources(
    stack,
    operation.garbage,
    ({ deletionPolicy }) => ({ policy: deletionPolicy, undoesCreation: true }),
    parts,
  );
  // What was made by the operation that failed, and could not be removed, is no part of the stack.
  for (const [id, before] of Object.entries(operation.before))
    if (before === null) delete stack.resources[id];
  finish(stack, 'UPDATE_ROLLBACK_COMPLETE', parts);
}

async function deleteStack(stack: Operating, parts: StackParts & Stepping): Promise<void> {
  const failed = await removeResources(
    stack,
    Object.values(stack.resources),
    ({ deletionPolicy }) => ({ policy: deletionPolicy, undoesCreation: false }),
    parts,
  );
  if (failed.length > 0)
    return finish(
      stack,
      'DELETE_FAILED',
      parts,
      `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
    );
  stack.deletedAt = new Date().toISOString();
  stack.outputs = [];
  return finish(stack, 'DELETE_COMPLETE', parts);
}
