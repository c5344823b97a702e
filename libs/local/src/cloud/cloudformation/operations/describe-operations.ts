import type { Operation } from '../../endpoint/call.ts';
import { operation } from '../../endpoint/operation.ts';
import { list, map, oneOf, optional, structure, text } from '../../endpoint/shape.ts';
import { checkTemplate } from '../template/check-template.ts';
import { parseTemplate } from '../template/parse-template.ts';
import type { Template } from '../template/template.ts';
import { validationError } from '../template/validation-error.ts';
import type { ResourceState, StackRecord } from '../stack/stack-records.ts';
import { findStack } from './find-stack.ts';
import { importsOf } from '../stack/imports-of.ts';
import { readTemplateText, STACK_NAME, type DefinitionParts } from './read-definition.ts';

const PAGE = 100;
const NEXT = { NextToken: optional(text({ min: 1, max: 1024 })) };

/** The operations that tell about stacks, and about templates before they are one. */
export function describeOperations(parts: DefinitionParts): Record<string, Operation> {
  const { records, events } = parts;
  const { stacks } = records;
  const templateOf = (
    given: { TemplateBody?: string; TemplateURL?: string; StackName?: string },
    region: string,
  ): string => {
    const body =
      given.StackName === undefined
        ? readTemplateText(given, parts)
        : findStack(records, region, given.StackName).definition.template;
    if (body === undefined) throw validationError('Either Template URL or Template Body must be specified.');
    return body;
  };
  const live = (region: string): StackRecord[] =>
    stacks.list(region).filter(({ status }) => status !== 'DELETE_COMPLETE');

  return {
    DescribeStacks: operation(
      structure({ ...NEXT, StackName: optional(STACK_NAME) }),
      ({ StackName }, { region }) => ({
        Stacks: (StackName === undefined ? live(region) : [findStack(records, region, StackName)]).map(
          describeStack,
        ),
      }),
    ),
    ListStacks: operation(
      structure({ ...NEXT, StackStatusFilter: optional(list(text())) }),
      ({ StackStatusFilter, NextToken = '0' }, { region }) => {
        const all = stacks
          .list(region)
          .filter(({ status }) => !StackStatusFilter || StackStatusFilter.includes(status));
        const start = Number(NextToken);
        return {
          StackSummaries: all.slice(start, start + PAGE).map((stack) => ({
            StackId: stack.StackId,
            StackName: stack.StackName,
            StackStatus: stack.status,
            CreationTime: new Date(stack.createdAt),
            ...(stack.deletedAt !== undefined && { DeletionTime: new Date(stack.deletedAt) }),
          })),
          NextToken: all.length > start + PAGE ? String(start + PAGE) : undefined,
        };
      },
    ),
    DescribeStackEvents: operation(
      structure({ ...NEXT, StackName: STACK_NAME }),
      ({ StackName, NextToken = '0' }, { region }) => {
        const all = events.list(findStack(records, region, StackName).StackId);
        const start = Number(NextToken);
        return {
          StackEvents: all
            .slice(start, start + PAGE)
            .map((event) => ({ ...event, Timestamp: new Date(event.Timestamp) })),
          NextToken: all.length > start + PAGE ? String(start + PAGE) : undefined,
        };
      },
    ),
    DescribeStackResource: operation(
      structure({ StackName: STACK_NAME, LogicalResourceId: text() }),
      ({ StackName, LogicalResourceId }, { region }) => {
        const stack = findStack(records, region, StackName);
        const state = stack.resources[LogicalResourceId];
        if (!state)
          throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.StackName}`);
        return {
          StackResourceDetail: {
            StackName: stack.StackName,
            StackId: stack.StackId,
            ...summarize(state),
            LastUpdatedTimestamp: new Date(state.timestamp),
          },
        };
      },
    ),
    DescribeStackResources: operation(
      structure({
        StackName: optional(STACK_NAME),
        LogicalResourceId: optional(text()),
        PhysicalResourceId: optional(text()),
      }),
      ({ StackName, LogicalResourceId, PhysicalResourceId }, { region }) => {
        const owner = live(region).find(({ resources }) =>
          Object.values(resources).some(({ physicalId }) => physicalId === PhysicalResourceId),
        );
        const stack = StackName === undefined ? owner : findStack(records, region, StackName);
        if (!stack) throw validationError(`Stack for ${PhysicalResourceId ?? 'nothing'} does not exist`);
        const states = Object.values(stack.resources).filter(
          ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
        );
        return { StackResources: states.map((state) => resource(stack, state)) };
      },
    ),
    ListStackResources: operation(
      structure({ ...NEXT, StackName: STACK_NAME }),
      ({ StackName, NextToken = '0' }, { region }) => {
        const all = Object.values(findStack(records, region, StackName).resources);
        const start = Number(NextToken);
        return {
          StackResourceSummaries: all.slice(start, start + PAGE).map((state) => ({
            ...summarize(state),
            LastUpdatedTimestamp: new Date(state.timestamp),
          })),
          NextToken: all.length > start + PAGE ? String(start + PAGE) : undefined,
        };
      },
    ),
    GetTemplate: operation(
      structure({
        StackName: optional(STACK_NAME),
        ChangeSetName: optional(text()),
        TemplateStage: optional(oneOf('Original', 'Processed')),
      }),
      ({ StackName }, { region }) => ({
        TemplateBody: templateOf({ StackName: StackName ?? '' }, region),
        StagesAvailable: ['Original', 'Processed'],
      }),
    ),
    ValidateTemplate: operation(
      structure({ TemplateBody: optional(text()), TemplateURL: optional(text()) }),
      (input, { region }) => {
        const template = parseTemplate(templateOf(input, region));
        checkTemplate(template, parts.specification(), parts.supported);
        return summarizeTemplate(template);
      },
    ),
    GetTemplateSummary: operation(
      structure({
        TemplateBody: optional(text()),
        TemplateURL: optional(text()),
        StackName: optional(STACK_NAME),
        TemplateSummaryConfig: optional(map(text())),
      }),
      (input, { region }) => {
        const template = parseTemplate(templateOf(input, region));
        const types = [...new Set(Object.values(template.Resources).map(({ Type }) => Type))];
        return { ...summarizeTemplate(template), ResourceTypes: types, Version: '2010-09-09' };
      },
    ),
    ListExports: operation(structure(NEXT), (_input, { region }) => ({
      Exports: live(region).flatMap(({ StackId, outputs }) =>
        outputs.flatMap(({ ExportName, OutputValue }) =>
          ExportName === undefined
            ? []
            : [{ ExportingStackId: StackId, Name: ExportName, Value: OutputValue }],
        ),
      ),
    })),
    ListImports: operation(structure({ ...NEXT, ExportName: text() }), ({ ExportName }, { region }) => {
      const users = live(region).filter((stack) => importsOf(stack).includes(ExportName));
      if (users.length === 0) throw validationError(`Export '${ExportName}' is not imported by any stack.`);
      return { Imports: users.map(({ StackName }) => StackName) };
    }),
  };
}

function summarize({ logicalId, physicalId, type, status, reason }: ResourceState): object {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: status,
    ResourceStatusReason: reason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

function describeStack(stack: StackRecord): object {
  const { definition, createdAt, updatedAt, deletedAt, operation: underWay } = stack;
  return {
    StackId: stack.StackId,
    StackName: stack.StackName,
    ChangeSetId: stack.changeSetId,
    Description: stack.description,
    Parameters: Object.entries(definition.parameters).map(
      ([ParameterKey, { given, resolved, isSecret }]) => ({
        ParameterKey,
        ParameterValue: isSecret ? '****' : given,
        ResolvedValue: isSecret || String(resolved) === given ? undefined : String(resolved),
      }),
    ),
    CreationTime: new Date(createdAt),
    ...(updatedAt !== undefined && { LastUpdatedTime: new Date(updatedAt) }),
    ...(deletedAt !== undefined && { DeletionTime: new Date(deletedAt) }),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    DisableRollback: underWay?.onFailure === 'DO_NOTHING',
    NotificationARNs: [],
    Capabilities: definition.capabilities,
    Outputs: stack.outputs,
    RoleARN: definition.roleArn,
    Tags: definition.tags,
    EnableTerminationProtection: stack.hasTerminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function summarizeTemplate({ Parameters = {}, Description, Resources }: Template): object {
  const hasIam = Object.values(Resources).some(({ Type }) => Type.startsWith('AWS::IAM::'));
  return {
    Description,
    Parameters: Object.entries(Parameters).map(([ParameterKey, parameter]) => ({
      ParameterKey,
      DefaultValue: parameter.Default,
      NoEcho: parameter.NoEcho === true || parameter.NoEcho === 'true',
      Description: parameter.Description,
      ParameterType: parameter.Type,
    })),
    Capabilities: hasIam ? ['CAPABILITY_NAMED_IAM'] : [],
    CapabilitiesReason: hasIam
      ? 'The following resource(s) require capabilities: [AWS::IAM::Role]'
      : undefined,
  };
}

function resource(stack: StackRecord, state: ResourceState): object {
  return {
    StackName: stack.StackName,
    StackId: stack.StackId,
    ...summarize(state),
    Timestamp: new Date(state.timestamp),
  };
}
