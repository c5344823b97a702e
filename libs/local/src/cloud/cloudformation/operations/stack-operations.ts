import { randomUUID } from 'node:crypto';
import { AwsError } from '../../endpoint/aws-error.ts';
import type { Call, Operation } from '../../endpoint/call.ts';
import { operation } from '../../endpoint/operation.ts';
import { flag, list, oneOf, optional, structure, text } from '../../endpoint/shape.ts';
import type { Engine } from '../stack/create-engine.ts';
import { planChanges } from '../stack/plan-changes.ts';
import type { StackDefinition, StackOperation, StackRecord } from '../stack/stack-records.ts';
import { validationError } from '../template/validation-error.ts';
import { assertPolicyAllows, parseStackPolicy } from './stack-policy.ts';
import {
  assertReferences,
  DEFINITION,
  readDefinition,
  STACK_NAME,
  type DefinitionParts,
} from './read-definition.ts';
import { assertSupported } from './assert-supported.ts';
import { assertUpdatable, findStack, lookUpStack } from './find-stack.ts';
import { importsOf } from '../stack/imports-of.ts';
import { parseTemplate } from '../template/parse-template.ts';

export const NO_UPDATES = 'No updates are to be performed.';

/** The operations that change stacks directly. */
export function stackOperations(parts: DefinitionParts, engine: Engine): Record<string, Operation> {
  const { records } = parts;
  const policy = { StackPolicyBody: optional(text({ max: 16_384 })) };
  return {
    CreateStack: operation(
      structure({
        ...DEFINITION,
        ...policy,
        OnFailure: optional(oneOf('ROLLBACK', 'DELETE', 'DO_NOTHING')),
        DisableRollback: optional(flag()),
        EnableTerminationProtection: optional(flag()),
        RetainExceptOnCreate: optional(flag()),
      }),
      (input, call) => {
        if (lookUpStack(records, call.region, input.StackName))
          throw new AwsError('AlreadyExistsException', `Stack [${input.StackName}] already exists`);
        const { definition, template } = readDefinition(input, { region: call.region }, parts);
        assertReferences(template, call.region, parts);
        const stack = newStack(input.StackName, definition, call);
        assertSupported(stack, definition, parts);
        if (input.EnableTerminationProtection) stack.hasTerminationProtection = true;
        if (input.StackPolicyBody !== undefined) stack.policy = parseStackPolicy(input.StackPolicyBody);
        const onFailure = input.DisableRollback ? 'DO_NOTHING' : (input.OnFailure ?? 'ROLLBACK');
        const creation = beginning('create', definition, onFailure, input.ClientRequestToken);
        begin(stack, { ...creation, ...retaining(input) }, parts, engine);
        return { StackId: stack.StackId };
      },
    ),
    UpdateStack: operation(
      structure({
        ...DEFINITION,
        ...policy,
        UsePreviousTemplate: optional(flag()),
        DisableRollback: optional(flag()),
        RetainExceptOnCreate: optional(flag()),
        StackPolicyDuringUpdateBody: optional(text({ max: 16_384 })),
      }),
      (input, { region }) => {
        const stack = findStack(records, region, input.StackName);
        assertUpdatable(stack);
        const { definition, template } = readDefinition(input, stack, parts);
        assertSupported(stack, definition, parts);
        assertReferences(template, region, parts);
        const changes = planChanges(stack, definition, parts);
        if (changes.length === 0 && !changesOutputs(stack, definition)) throw validationError(NO_UPDATES);
        assertPolicyAllows(input.StackPolicyDuringUpdateBody ?? stack.policy, changes);
        if (input.StackPolicyBody !== undefined) stack.policy = parseStackPolicy(input.StackPolicyBody);
        const onFailure = input.DisableRollback ? 'DO_NOTHING' : 'ROLLBACK';
        const update = beginning('update', definition, onFailure, input.ClientRequestToken);
        begin(stack, { ...update, ...retaining(input) }, parts, engine);
        return { StackId: stack.StackId };
      },
    ),
    DeleteStack: operation(
      structure({
        StackName: STACK_NAME,
        RetainResources: optional(list(text())),
        RoleARN: optional(text()),
        ClientRequestToken: optional(text()),
        DeletionMode: optional(oneOf('STANDARD')),
      }),
      ({ StackName, RetainResources = [], ClientRequestToken }, { region }) => {
        const stack = lookUpStack(records, region, StackName);
        // One that is not there is deleted already.
        if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return;
        if (stack.hasTerminationProtection)
          throw validationError(
            `Stack [${stack.StackName}] cannot be deleted while TerminationProtection is enabled`,
          );
        const isBeingCreated = stack.operation?.kind === 'create' && stack.operation.phase === 'forward';
        if (stack.operation && !isBeingCreated)
          throw validationError(
            `Stack [${stack.StackName}] cannot be deleted while in status ${stack.status}`,
          );
        assertNotImported(stack, parts);
        if (RetainResources.length > 0 && stack.status !== 'DELETE_FAILED')
          throw validationError(
            'Invalid operation on stack. Resources can only be retained when the stack is in the DELETE_FAILED state.',
          );
        const deletion = beginning('delete', stack.definition, 'ROLLBACK', ClientRequestToken);
        if (isBeingCreated) return giveUpCreation(stack, deletion, parts, engine);
        begin(stack, { ...deletion, retained: RetainResources }, parts, engine);
      },
    ),
    CancelUpdateStack: operation(
      structure({ StackName: STACK_NAME, ClientRequestToken: optional(text()) }),
      ({ StackName }, { region }) => {
        const stack = findStack(records, region, StackName);
        if (stack.status !== 'UPDATE_IN_PROGRESS')
          throw validationError(`CancelUpdateStack cannot be called from current stack status`);
        engine.edit(stack, (live) => {
          if (live.operation) live.operation.isCancelled = true;
        });
      },
    ),
    ContinueUpdateRollback: operation(
      structure({
        StackName: STACK_NAME,
        ResourcesToSkip: optional(list(text())),
        RoleARN: optional(text()),
        ClientRequestToken: optional(text()),
      }),
      ({ StackName, ResourcesToSkip = [] }, { region }) => {
        const stack = findStack(records, region, StackName);
        const { failedRollback } = stack;
        if (stack.status !== 'UPDATE_ROLLBACK_FAILED' || !failedRollback)
          throw validationError(
            `Stack:${stack.StackId} is in ${stack.status} state and can not continue update rollback`,
          );
        const again: StackOperation = {
          ...failedRollback,
          phase: 'rollback',
          failures: [],
          done: ResourcesToSkip,
        };
        delete stack.failedRollback;
        begin(stack, again, parts, engine, 'UPDATE_ROLLBACK_IN_PROGRESS');
        return {};
      },
    ),
    SetStackPolicy: operation(
      structure({ ...policy, StackName: STACK_NAME }),
      ({ StackName, StackPolicyBody }, { region }) => {
        const parsed = parseStackPolicy(StackPolicyBody ?? '');
        engine.edit(findStack(records, region, StackName), (stack) => void (stack.policy = parsed));
      },
    ),
    GetStackPolicy: operation(structure({ StackName: STACK_NAME }), ({ StackName }, { region }) => {
      const { policy: StackPolicyBody } = findStack(records, region, StackName);
      return { StackPolicyBody };
    }),
    UpdateTerminationProtection: operation(
      structure({ StackName: STACK_NAME, EnableTerminationProtection: flag() }),
      ({ StackName, EnableTerminationProtection }, { region }) => {
        const stack = findStack(records, region, StackName);
        engine.edit(stack, (live) => void (live.hasTerminationProtection = EnableTerminationProtection));
        return { StackId: stack.StackId };
      },
    ),
  };
}

export function newStack(
  StackName: string,
  definition: StackDefinition,
  { region, accountId }: Call,
): StackRecord {
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(StackName))
    throw validationError(
      `1 validation error detected: Value '${StackName}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  return {
    StackId: `arn:aws:cloudformation:${region}:${accountId}:stack/${StackName}/${randomUUID()}`,
    StackName,
    region,
    status: 'CREATE_IN_PROGRESS',
    definition,
    createdAt: new Date().toISOString(),
    outputs: [],
    resources: {},
    hasTerminationProtection: false,
  };
}

export function beginning(
  kind: StackOperation['kind'],
  target: StackDefinition,
  onFailure: StackOperation['onFailure'],
  token: string | undefined,
): StackOperation {
  return {
    kind,
    phase: 'forward',
    target,
    done: [],
    unstable: [],
    before: {},
    garbage: [],
    failures: [],
    retained: [],
    onFailure,
    ...(token !== undefined && { token }),
  };
}

/** With `RetainExceptOnCreate` a rollback removes what it made, whatever its policy says. */
export function retaining({
  RetainExceptOnCreate,
}: {
  RetainExceptOnCreate?: boolean;
}): Pick<StackOperation, 'removesRetained'> {
  return RetainExceptOnCreate ? { removesRetained: true } : {};
}

/** Starts an operation of a stack. */
export function begin(
  stack: StackRecord,
  begun: StackOperation,
  { events }: DefinitionParts,
  engine: Engine,
  status = `${begun.kind.toUpperCase()}_IN_PROGRESS`,
): void {
  stack.operation = begun;
  stack.status = status;
  stack.reason = 'User Initiated';
  if (begun.kind !== 'create') stack.updatedAt = new Date().toISOString();
  events.ofStack(stack);
  delete stack.reason;
  engine.start(stack);
}

/** What is under way comes to its end first. */
function giveUpCreation(
  stack: StackRecord,
  deletion: StackOperation,
  { events }: DefinitionParts,
  engine: Engine,
): void {
  engine.edit(stack, (live) => {
    Object.assign(live, { status: 'DELETE_IN_PROGRESS', reason: 'User Initiated' });
    Object.assign(live.operation ?? {}, { isCancelled: true, deletion });
    events.ofStack(live);
    delete live.reason;
  });
}

/** Outputs, parameters and tags are updates of a stack too. */
export function changesOutputs({ definition }: StackRecord, target: StackDefinition): boolean {
  return outputs(definition) !== outputs(target);
}

function parseOutputs(template: string): unknown {
  return parseTemplate(template).Outputs ?? {};
}

function assertNotImported(
  { StackName, outputs, region, StackId }: StackRecord,
  { records }: DefinitionParts,
): void {
  const exported = outputs.flatMap(({ ExportName }) => ExportName ?? []);
  for (const other of records.stacks.list(region)) {
    if (other.StackId === StackId || other.status === 'DELETE_COMPLETE') continue;
    const used = exported.find((name) => importsOf(other).includes(name));
    if (used !== undefined)
      throw validationError(
        `Delete canceled. Cannot delete export ${used} as it is in use by ${other.StackName}. (of ${StackName})`,
      );
  }
}

function outputs({ template }: StackDefinition): string {
  return JSON.stringify(parseOutputs(template));
}
