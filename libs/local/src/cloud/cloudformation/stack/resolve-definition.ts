import { parseTemplate } from '../template/parse-template.ts';
import type { ParameterValue } from '../template/read-parameters.ts';
import { holds, type Resolving } from '../template/resolve-value.ts';
import type { Template } from '../template/template.ts';
import { validationError } from '../template/validation-error.ts';
import type { StackParts } from './stack-parts.ts';
import type { StackDefinition, StackRecord } from './stack-records.ts';

export type Lookups = Pick<Resolving, 'refOf' | 'attributeOf'>;

/** What functions of a stack's template are resolved with. */
export function resolvingOf(
  stack: Pick<StackRecord, 'StackId' | 'StackName' | 'region'>,
  template: Template,
  parameters: Readonly<Record<string, ParameterValue>>,
  lookups: Lookups,
  { accountId, records }: Pick<StackParts, 'accountId' | 'records'>,
): Resolving {
  const { StackId, StackName, region } = stack;
  return {
    template,
    region,
    parameters: {
      'AWS::AccountId': accountId,
      'AWS::NotificationARNs': [],
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::StackId': StackId,
      'AWS::StackName': StackName,
      'AWS::URLSuffix': 'amazonaws.com',
      ...Object.fromEntries(Object.entries(parameters).map(([name, { resolved }]) => [name, resolved])),
    },
    ...lookups,
    importOf(name) {
      const found = records.stacks
        .list(region)
        .flatMap(({ outputs, status }) => (status === 'DELETE_COMPLETE' ? [] : outputs))
        .find(({ ExportName }) => ExportName === name);
      if (!found) throw validationError(`No export named ${name} found.`);
      return found.OutputValue;
    },
  };
}

/** Nothing is there yet: conditions refer to no resource. */
const NO_RESOURCES: Lookups = {
  refOf(id) {
    throw validationError(`Template format error: Unresolved dependencies [${id}]`);
  },
  attributeOf(id) {
    throw validationError(`Template format error: Unresolved dependencies [${id}]`);
  },
};

/** A template without the resources and outputs whose condition does not hold. */
export function withoutUnmet(
  stack: Pick<StackRecord, 'StackId' | 'StackName' | 'region'>,
  { template: text, parameters }: Pick<StackDefinition, 'template' | 'parameters'>,
  parts: Pick<StackParts, 'accountId' | 'records'>,
): Template {
  const template = parseTemplate(text);
  const resolving = resolvingOf(stack, template, parameters, NO_RESOURCES, parts);
  const keep = <T extends { Condition?: string }>(members: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(members).filter(
        ([, { Condition }]) => Condition === undefined || holds(Condition, resolving),
      ),
    );
  return {
    ...template,
    Resources: keep(template.Resources),
    ...(template.Outputs && { Outputs: keep(template.Outputs) }),
  };
}
