import { randomUUID } from 'node:crypto';
import { AwsError } from '../../endpoint/aws-error.ts';
import type { Operation } from '../../endpoint/call.ts';
import { operation } from '../../endpoint/operation.ts';
import { flag, oneOf, optional, structure, text } from '../../endpoint/shape.ts';
import type { Engine } from '../stack/create-engine.ts';
import { planChanges } from '../stack/plan-changes.ts';
import type { ChangeSetRecord, StackRecord } from '../stack/stack-records.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { validationError } from '../template/validation-error.ts';
import { assertPolicyAllows } from './stack-policy.ts';
import { begin, beginning, changesOutputs, newStack, retaining } from './stack-operations.ts';
import {
  assertReferences,
  DEFINITION,
  readDefinition,
  STACK_NAME,
  type DefinitionParts,
} from './read-definition.ts';
import { assertSupported } from './assert-supported.ts';
import { assertUpdatable, findStack, lookUpStack } from './find-stack.ts';

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
const CHANGE_SET = text({ min: 1, max: 1600 });

/** The operations on change sets: what an update would do, looked at before it is done. */
export function changeSetOperations(parts: DefinitionParts, engine: Engine): Record<string, Operation> {
  const { records, events } = parts;
  const { changeSets, stacks } = records;

  const find = (
    region: string,
    name: string,
    stackName: string | undefined,
  ): { changeSet: ChangeSetRecord; stack: StackRecord } => {
    const all = stacks
      .list(region)
      .flatMap((stack) => changeSets.list(stack.StackId).map((changeSet) => ({ changeSet, stack })));
    const found = all.find(
      ({ changeSet, stack }) =>
        changeSet.ChangeSetId === name ||
        (changeSet.ChangeSetName === name &&
          (stack.StackName === stackName || stack.StackId === stackName) &&
          stack.status !== 'DELETE_COMPLETE'),
    );
    if (!found)
      throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, { status: 404 });
    return found;
  };

  const plan = (
    stack: StackRecord,
    changeSet: ChangeSetRecord,
    type: 'CREATE' | 'UPDATE',
  ): ChangeSetRecord => {
    const { target } = changeSet;
    try {
      const template = parseTemplate(target.template);
      assertReferences(template, stack.region, parts);
      const changes = planChanges(stack, target, parts);
      const isEmpty = type === 'UPDATE' && changes.length === 0 && !changesOutputs(stack, target);
      if (isEmpty)
        return { ...changeSet, status: 'FAILED', executionStatus: 'UNAVAILABLE', reason: NO_CHANGES };
      return { ...changeSet, changes };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { ...changeSet, status: 'FAILED', executionStatus: 'UNAVAILABLE', reason: error.message };
    }
  };

  const named = structure({ ChangeSetName: CHANGE_SET, StackName: optional(STACK_NAME) });
  return {
    CreateChangeSet: operation(
      structure({
        ...DEFINITION,
        ClientToken: optional(text()),
        UsePreviousTemplate: optional(flag()),
        ChangeSetName: text({ min: 1, max: 128, pattern: /^[a-zA-Z][-a-zA-Z0-9]*$/ }),
        ChangeSetType: optional(oneOf('CREATE', 'UPDATE')),
        Description: optional(text({ max: 1024 })),
        OnStackFailure: optional(oneOf('ROLLBACK', 'DELETE', 'DO_NOTHING')),
        IncludeNestedStacks: optional(flag()),
        ImportExistingResources: optional(flag()),
      }),
      (input, call) => {
        const { region, accountId } = call;
        const { ChangeSetName, ChangeSetType = 'UPDATE', Description, OnStackFailure = 'ROLLBACK' } = input;
        const existing = lookUpStack(records, region, input.StackName);
        if (ChangeSetType === 'UPDATE' && !existing)
          throw validationError(`Stack [${input.StackName}] does not exist`);
        if (ChangeSetType === 'CREATE' && existing && existing.status !== 'REVIEW_IN_PROGRESS')
          throw validationError(
            `Stack [${input.StackName}] already exists and cannot be created again with the changeSet [${ChangeSetName}].`,
          );
        if (existing && ChangeSetType === 'UPDATE') assertUpdatable(existing);
        const { definition } = readDefinition(input, existing ?? { region }, parts);
        const stack = existing ?? newStack(input.StackName, definition, call);
        assertSupported(stack, definition, parts);
        if (changeSets.get(stack.StackId, ChangeSetName))
          throw new AwsError('AlreadyExistsException', `ChangeSet ${ChangeSetName} already exists`);
        if (!existing) {
          stack.status = 'REVIEW_IN_PROGRESS';
          stack.reason = 'User Initiated';
          events.ofStack(stack);
          delete stack.reason;
          stacks.put([region, stack.StackId], stack);
        }
        const changeSet: ChangeSetRecord = {
          ChangeSetId: `arn:aws:cloudformation:${region}:${accountId}:changeSet/${ChangeSetName}/${randomUUID()}`,
          ChangeSetName,
          StackId: stack.StackId,
          type: ChangeSetType,
          status: 'CREATE_COMPLETE',
          executionStatus: 'AVAILABLE',
          createdAt: new Date().toISOString(),
          given: input.Parameters ?? [],
          target: definition,
          changes: [],
          onFailure: OnStackFailure,
          ...(Description !== undefined && { description: Description }),
        };
        changeSets.put([stack.StackId, ChangeSetName], plan(stack, changeSet, ChangeSetType));
        return { Id: changeSet.ChangeSetId, StackId: stack.StackId };
      },
    ),
    DescribeChangeSet: operation(
      structure({
        ChangeSetName: CHANGE_SET,
        StackName: optional(STACK_NAME),
        NextToken: optional(text()),
        IncludePropertyValues: optional(flag()),
      }),
      ({ ChangeSetName, StackName }, { region }) => {
        const { changeSet, stack } = find(region, ChangeSetName, StackName);
        const {
          status,
          executionStatus,
          reason,
          description,
          createdAt,
          changes,
          target,
          onFailure,
          type: _type,
          given: _given,
          ...rest
        } = changeSet;
        return {
          ...rest,
          StackName: stack.StackName,
          Status: status,
          ExecutionStatus: executionStatus,
          StatusReason: reason,
          Description: description,
          CreationTime: new Date(createdAt),
          Changes: changes.map((change) => ({ Type: 'Resource', ResourceChange: change })),
          Capabilities: target.capabilities,
          Tags: target.tags,
          OnStackFailure: onFailure,
          Parameters: Object.entries(target.parameters).map(([ParameterKey, { given, isSecret }]) => ({
            ParameterKey,
            ParameterValue: isSecret ? '****' : given,
          })),
        };
      },
    ),
    ListChangeSets: operation(
      structure({ StackName: STACK_NAME, NextToken: optional(text()) }),
      ({ StackName }, { region }) => {
        const stack = findStack(records, region, StackName);
        return {
          Summaries: changeSets
            .list(stack.StackId)
            .map(({ ChangeSetId, ChangeSetName, StackId, status, executionStatus, reason, createdAt }) => ({
              ChangeSetId,
              ChangeSetName,
              StackId,
              StackName: stack.StackName,
              Status: status,
              ExecutionStatus: executionStatus,
              StatusReason: reason,
              CreationTime: new Date(createdAt),
            })),
        };
      },
    ),
    // One that is not there is deleted already: who deploys makes sure of it first.
    DeleteChangeSet: operation(named, ({ ChangeSetName, StackName }, { region }) => {
      try {
        const { changeSet } = find(region, ChangeSetName, StackName);
        changeSets.delete(changeSet.StackId, changeSet.ChangeSetName);
      } catch (error) {
        if (!(error instanceof AwsError && error.code === 'ChangeSetNotFound')) throw error;
      }
      return {};
    }),
    ExecuteChangeSet: operation(
      structure({
        ChangeSetName: CHANGE_SET,
        StackName: optional(STACK_NAME),
        ClientRequestToken: optional(text()),
        DisableRollback: optional(flag()),
        RetainExceptOnCreate: optional(flag()),
      }),
      ({ ChangeSetName, StackName, ClientRequestToken, DisableRollback = false, ...input }, { region }) => {
        const { changeSet, stack } = find(region, ChangeSetName, StackName);
        if (changeSet.executionStatus !== 'AVAILABLE')
          throw new AwsError(
            'InvalidChangeSetStatus',
            `ChangeSet [${changeSet.ChangeSetId}] cannot be executed in its current status of [${changeSet.status}]`,
          );
        const isCreation = stack.status === 'REVIEW_IN_PROGRESS';
        if (!isCreation) assertUpdatable(stack);
        assertPolicyAllows(stack.policy, changeSet.changes);
        const onFailure = DisableRollback ? 'DO_NOTHING' : changeSet.onFailure;
        // Others were made for what the stack was.
        for (const other of changeSets.list(stack.StackId)) {
          if (other.ChangeSetId !== changeSet.ChangeSetId)
            changeSets.delete(stack.StackId, other.ChangeSetName);
        }
        changeSets.put([stack.StackId, changeSet.ChangeSetName], {
          ...changeSet,
          executionStatus: 'EXECUTE_COMPLETE',
        });
        stack.changeSetId = changeSet.ChangeSetId;
        const kind = isCreation ? 'create' : 'update';
        const begun = beginning(kind, changeSet.target, onFailure, ClientRequestToken);
        begin(stack, { ...begun, ...retaining(input) }, parts, engine);
        return {};
      },
    ),
  };
}
