import { findChanges } from '../specification/find-changes.ts';
import { AwsError } from '../../endpoint/aws-error.ts';
import { NO_VALUE, resolveValue, type Resolving } from '../template/resolve-value.ts';
import type { TemplateResource } from '../template/template.ts';
import {
  assertProperties,
  changeByProvider,
  providerOf,
  ResourceFailure,
  runProvider,
  withStackTags,
} from './run-resource.ts';
import type { StackParts } from './stack-parts.ts';
import { Halted, type Stepping } from './stepping.ts';
import type { ResourceState, StackOperation, StackRecord } from './stack-records.ts';

const REPLACED = 'Requested update requires the creation of a new physical resource; hence creating one.';
const INITIATED = 'Resource creation Initiated';

/**
 * Makes a resource, changes it, or puts another one in its place, as its definition asks. Does nothing where nothing
 * differs.
 *
 * Every step is saved together with what it did, so that it can be called again after a restart.
 *
 * @throws ResourceFailure after the resource is marked as failed
 */
export async function applyResource(
  stack: StackRecord & { operation: StackOperation },
  id: string,
  resource: TemplateResource,
  needs: readonly string[],
  resolving: Resolving,
  parts: StackParts & Stepping,
): Promise<void> {
  const { operation } = stack;
  const before = stack.resources[id];
  if (!operation.unstable.includes(id)) {
    const verb = before?.physicalId === undefined ? 'create' : 'update';
    try {
      const wanted = addTags(stack, describeWanted(id, resource, needs, resolving, before), parts);
      const { replaces, isSame } = compare(before, wanted, parts);
      if (isSame && before) {
        const { deletionPolicy, updateReplacePolicy, updatePolicy, needs: newNeeds } = wanted;
        stack.resources[id] = {
          ...before,
          deletionPolicy,
          updateReplacePolicy,
          updatePolicy,
          needs: newNeeds,
        };
        return;
      }
      await parts.step();
      if (before?.physicalId === undefined || replaces) await make(stack, wanted, before, parts);
      else await change(stack, wanted, { ...before, physicalId: before.physicalId }, parts);
    } catch (error) {
      fail(stack, id, verb, resource.Type, error, parts);
    }
  }
  await stabilize(stack, id, parts);
}

function describeWanted(
  id: string,
  resource: TemplateResource,
  needs: readonly string[],
  resolving: Resolving,
  before: ResourceState | undefined,
): ResourceState {
  const members = (value: unknown): Record<string, unknown> => {
    const resolved = resolveValue(value, resolving);
    return resolved === NO_VALUE ? {} : (resolved as Record<string, unknown>);
  };
  return {
    logicalId: id,
    type: resource.Type,
    status: '',
    timestamp: new Date().toISOString(),
    properties: members(resource.Properties ?? {}),
    attributes: before?.attributes ?? {},
    updatePolicy: members(resource.UpdatePolicy ?? {}),
    deletionPolicy: resource.DeletionPolicy ?? 'Delete',
    updateReplacePolicy: resource.UpdateReplacePolicy ?? 'Delete',
    needs: [...needs],
    ...(before?.physicalId !== undefined && { physicalId: before.physicalId }),
  };
}

function addTags(
  { operation }: { operation: StackOperation },
  wanted: ResourceState,
  parts: StackParts,
): ResourceState {
  const properties = withStackTags(wanted.type, wanted.properties, operation.target.tags, parts);
  return { ...wanted, properties };
}

function compare(
  before: ResourceState | undefined,
  wanted: ResourceState,
  parts: StackParts,
): { isSame: boolean; replaces: boolean } {
  if (before?.physicalId === undefined) return { isSame: false, replaces: false };
  const changes = findChanges(
    parts.specification().describe(wanted.type),
    before.properties,
    wanted.properties,
  );
  const cannotChange = providerOf(wanted.type, parts).update === undefined;
  return {
    isSame: changes.length === 0,
    replaces: changes.some(({ replaces }) => replaces === 'yes') || (changes.length > 0 && cannotChange),
  };
}

async function make(
  stack: StackRecord & { operation: StackOperation },
  wanted: ResourceState,
  before: ResourceState | undefined,
  parts: StackParts & Stepping,
): Promise<void> {
  const { operation } = stack;
  const isReplacement = before?.physicalId !== undefined;
  const status = isReplacement ? 'UPDATE_IN_PROGRESS' : 'CREATE_IN_PROGRESS';
  const { physicalId: formerId, ...fresh } = wanted;
  operation.before[wanted.logicalId] ??= before ?? null;
  stack.resources[wanted.logicalId] = { ...wanted, status, properties: before?.properties ?? {} };
  parts.events.ofResource(stack, {
    ...(isReplacement ? { ...fresh, physicalId: formerId ?? '' } : fresh),
    status,
    ...(isReplacement && { reason: REPLACED }),
  });
  parts.save();
  assertProperties(wanted.type, wanted.properties, parts);
  if (isReplacement) assertRenamed(wanted, before, parts);
  const created = await changeByProvider(stack, wanted, parts, (provider, context, reveal) =>
    provider.create(reveal(wanted.properties), context),
  );
  if (isReplacement) operation.garbage.push(before);
  operation.unstable.push(wanted.logicalId);
  const made: ResourceState = {
    ...wanted,
    status,
    physicalId: created.physicalId,
    attributes: created.attributes ?? {},
    timestamp: new Date().toISOString(),
  };
  stack.resources[wanted.logicalId] = made;
  parts.events.ofResource(stack, { ...made, reason: INITIATED });
  parts.save();
}

/** A resource whose author chose its name cannot be there twice. */
function assertRenamed(wanted: ResourceState, before: ResourceState, parts: StackParts): void {
  const { nameProperty } = providerOf(wanted.type, parts);
  const name = nameProperty === undefined ? undefined : wanted.properties[nameProperty];
  if (name !== undefined && name === before.properties[nameProperty ?? ''])
    throw new ResourceFailure(
      `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${before.physicalId} and update the stack again.`,
    );
}

async function change(
  stack: StackRecord & { operation: StackOperation },
  wanted: ResourceState,
  before: ResourceState & { physicalId: string },
  parts: StackParts & Stepping,
): Promise<void> {
  const { operation } = stack;
  operation.before[wanted.logicalId] ??= before;
  const inProgress: ResourceState = {
    ...wanted,
    status: 'UPDATE_IN_PROGRESS',
    properties: before.properties,
  };
  stack.resources[wanted.logicalId] = inProgress;
  parts.events.ofResource(stack, { ...inProgress, properties: wanted.properties });
  parts.save();
  assertProperties(wanted.type, wanted.properties, parts);
  const updated = await changeByProvider(stack, wanted, parts, (provider, context, reveal) =>
    Promise.resolve(
      provider.update?.(before.physicalId, reveal(wanted.properties), reveal(before.properties), context),
    ),
  );
  operation.unstable.push(wanted.logicalId);
  stack.resources[wanted.logicalId] = {
    ...inProgress,
    properties: wanted.properties,
    attributes: { ...before.attributes, ...updated?.attributes },
    timestamp: new Date().toISOString(),
  };
  parts.save();
}

/** Waits until a resource works that was made or changed, and marks it as done. */
export async function stabilize(
  stack: StackRecord & { operation: StackOperation },
  id: string,
  parts: StackParts & Stepping,
): Promise<void> {
  const { operation } = stack;
  const state = stack.resources[id];
  if (!state || !operation.unstable.includes(id)) return;
  const isUpdate = state.status === 'UPDATE_IN_PROGRESS';
  try {
    const stable = await runProvider(stack, state, parts, (provider, context, reveal) =>
      Promise.resolve(
        provider.stabilize?.(state.physicalId ?? '', reveal(state.properties), { ...context, isUpdate }),
      ),
    );
    state.attributes = { ...state.attributes, ...stable?.attributes };
  } catch (error) {
    fail(stack, id, isUpdate ? 'update' : 'create', state.type, error, parts);
  }
  operation.unstable = operation.unstable.filter((one) => one !== id);
  state.status = isUpdate ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE';
  state.timestamp = new Date().toISOString();
  delete state.reason;
  parts.events.ofResource(stack, state);
  parts.save();
}

function fail(
  stack: StackRecord & { operation: StackOperation },
  logicalId: string,
  verb: 'create' | 'update',
  type: string,
  error: unknown,
  parts: StackParts & Stepping,
): never {
  if (error instanceof Halted) throw error;
  // Functions that were given nonsense are a mistake of the template.
  const isKnown = error instanceof ResourceFailure || error instanceof AwsError;
  if (!isKnown) parts.log(`${stack.StackName}: ${(error as Error).stack}`);
  const reason = isKnown ? error.message : 'The local AWS failed; its terminal says how.';
  const state: ResourceState = {
    ...(stack.resources[logicalId] ?? emptyState(logicalId, type)),
    status: verb === 'create' ? 'CREATE_FAILED' : 'UPDATE_FAILED',
    reason,
    timestamp: new Date().toISOString(),
  };
  stack.operation.before[logicalId] ??= null;
  stack.operation.unstable = stack.operation.unstable.filter((one) => one !== logicalId);
  stack.operation.failures.push({ logicalId, verb, reason });
  stack.resources[logicalId] = state;
  parts.events.ofResource(stack, state);
  parts.save();
  throw new ResourceFailure(reason);
}

function emptyState(logicalId: string, type: string): ResourceState {
  return {
    logicalId,
    type,
    status: '',
    timestamp: new Date().toISOString(),
    properties: {},
    attributes: {},
    updatePolicy: {},
    deletionPolicy: 'Delete',
    updateReplacePolicy: 'Delete',
    needs: [],
  };
}
