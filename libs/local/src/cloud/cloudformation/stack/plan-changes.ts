import { findChanges } from '../specification/find-changes.ts';
import { NO_VALUE, resolveValue } from '../template/resolve-value.ts';
import { AwsError } from '../../endpoint/aws-error.ts';
import { orderResources } from '../template/order-resources.ts';
import { withStackTags } from './run-resource.ts';
import { resolvingOf, withoutUnmet, type Lookups } from './resolve-definition.ts';
import type { StackParts } from './stack-parts.ts';
import type { ResourceChange, StackDefinition, StackRecord } from './stack-records.ts';

/**
 * What a definition changes about a stack, before anything is changed.
 *
 * What a new resource will be called is not known yet: properties that refer to it count as changed.
 */
export function planChanges(
  stack: StackRecord,
  target: StackDefinition,
  parts: StackParts,
): ResourceChange[] {
  const template = withoutUnmet(stack, target, parts);
  const replaced = new Set<string>();
  const changed = new Set<string>();
  const lookups: Lookups = {
    refOf(id) {
      const state = stack.resources[id];
      return state?.physicalId === undefined || replaced.has(id) ? unknown(id, 'Ref') : state.physicalId;
    },
    attributeOf(id, attribute) {
      const state = stack.resources[id];
      return !state || replaced.has(id) || changed.has(id)
        ? unknown(id, attribute)
        : readAttribute(state.attributes, attribute);
    },
  };
  const resolving = resolvingOf(stack, template, target.parameters, lookups, parts);
  const changes: ResourceChange[] = [];
  for (const id of inOrder(orderResources(template.Resources))) {
    const resource = template.Resources[id];
    if (!resource) continue;
    const state = stack.resources[id];
    if (!state) {
      changes.push({ Action: 'Add', LogicalResourceId: id, ResourceType: resource.Type });
      continue;
    }
    const specification = parts.specification().describe(resource.Type);
    const own = resolveTolerantly(resource.Properties ?? {}, resolving);
    const properties = withStackTags(resource.Type, own, target.tags, parts);
    const found = findChanges(specification, state.properties, properties);
    if (found.length === 0) continue;
    const replaces = found.some(({ replaces: one }) => one === 'yes');
    if (replaces) replaced.add(id);
    else changed.add(id);
    changes.push({
      Action: 'Modify',
      LogicalResourceId: id,
      ...(state.physicalId !== undefined && { PhysicalResourceId: state.physicalId }),
      ResourceType: resource.Type,
      Replacement: replaces
        ? 'True'
        : found.some(({ replaces: one }) => one === 'maybe')
          ? 'Conditional'
          : 'False',
      Scope: ['Properties'],
      Details: found.map(({ name, replaces: one }) => ({
        Target: {
          Attribute: 'Properties',
          Name: name,
          RequiresRecreation: { yes: 'Always', no: 'Never', maybe: 'Conditionally' }[one],
        },
        Evaluation: 'Static',
        ChangeSource: 'DirectModification',
      })),
    });
  }
  const removed = Object.values(stack.resources).filter(({ logicalId }) => !template.Resources[logicalId]);
  for (const { logicalId, physicalId, type } of removed) {
    changes.push({
      Action: 'Remove',
      LogicalResourceId: logicalId,
      ResourceType: type,
      ...(physicalId !== undefined && { PhysicalResourceId: physicalId }),
    });
  }
  return changes;
}

/** Attributes of members by dots: `Endpoint.Address`. */
export function readAttribute(attributes: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  return name
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], attributes);
}

/** A function that chokes on what is not known yet leaves its property unknown too. */
function resolveTolerantly(
  properties: Readonly<Record<string, unknown>>,
  resolving: Parameters<typeof resolveValue>[1],
): Record<string, unknown> {
  const resolved = Object.entries(properties).map(([name, value]) => {
    try {
      return [name, resolveValue(value, resolving)] as const;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return [name, `<${name} known after apply>`] as const;
    }
  });
  return Object.fromEntries(resolved.filter(([, value]) => value !== NO_VALUE));
}

/** Ids such that each comes after those that it needs. */
export function inOrder(dependencies: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const ordered = new Set<string>();
  const visit = (id: string): void => {
    if (ordered.has(id)) return;
    for (const need of dependencies.get(id) ?? []) visit(need);
    ordered.add(id);
  };
  for (const id of dependencies.keys()) visit(id);
  return [...ordered];
}

function unknown(id: string, attribute: string): string {
  return `<${id}.${attribute} known after apply>`;
}
