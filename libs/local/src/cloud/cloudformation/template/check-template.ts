import { notImplemented } from '../../endpoint/aws-error.ts';
import type { Specification } from '../specification/specification.ts';
import { checkFunctions } from './check-functions.ts';
import { findReferences } from './find-references.ts';
import { orderResources } from './order-resources.ts';
import { PSEUDO_PARAMETERS, type Template, type TemplateResource } from './template.ts';
import { validationError } from './validation-error.ts';

const RESOURCE_MEMBERS = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
  'Metadata',
]);
const DELETION_POLICIES = new Set(['Delete', 'Retain', 'RetainExceptOnCreate']);

/** Attributes of resources that are of one kind of resource, which is none of these here. */
const OF_OTHERS: Readonly<Record<string, string>> = {
  CreationPolicy: 'creation policies',
  Version: 'versions of custom resources',
};

/**
 * Checks what can be known of a template before its parameters: resource types, references, conditions, policies.
 *
 * @param supported types that are played here
 * @throws AwsError `ValidationError`, or `NotImplemented` for what AWS has and the local AWS does not
 */
export function checkTemplate(
  template: Template,
  specification: Specification,
  supported: ReadonlySet<string>,
): void {
  const resources = Object.entries(template.Resources);
  checkFunctions(template);
  const odd = resources.find(([id]) => !/^[A-Za-z0-9]+$/.test(id));
  if (odd) throw validationError(`Template format error: Resource name ${odd[0]} is non alphanumeric.`);
  for (const [id, resource] of resources) checkMembers(id, resource);
  const unknown = [...new Set(resources.map(([, { Type }]) => Type))].filter(
    (type) => !specification.isKnown(type),
  );
  if (unknown.length > 0)
    throw validationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  // A resource with a condition may turn out not to be there: assertSupported knows, once the parameters are read.
  const missing = [
    ...new Set(resources.flatMap(([, { Type, Condition }]) => (Condition === undefined ? [Type] : []))),
  ].filter((type) => !supported.has(type));
  if (missing.length > 0) throw notImplemented(`the resource types ${missing.join(', ')}`);
  checkReferences(template, specification, supported);
  checkConditions(template);
  orderResources(template.Resources);
}

function checkMembers(id: string, resource: TemplateResource): void {
  for (const name of Object.keys(resource)) {
    if (OF_OTHERS[name] !== undefined) throw notImplemented(OF_OTHERS[name]);
    if (!RESOURCE_MEMBERS.has(name))
      throw validationError(`Invalid template resource property '${name}' of ${id}`);
  }
  if (typeof resource.Type !== 'string')
    throw validationError(
      `Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`,
    );
  const { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete', UpdatePolicy = {}, Type } = resource;
  for (const policy of [DeletionPolicy, UpdateReplacePolicy]) {
    if (policy === 'Snapshot')
      throw validationError(
        `Template error: resource type ${Type} does not support deletion policy Snapshot`,
      );
    if (!DELETION_POLICIES.has(policy))
      throw validationError(`Template error: unrecognized policy ${policy} of ${id}`);
  }
  for (const policy of Object.keys(UpdatePolicy)) {
    if (policy === 'CodeDeployLambdaAliasUpdate' && Type === 'AWS::Lambda::Alias') continue;
    throw notImplemented(`the update policy ${policy} of ${Type}`);
  }
}

function checkReferences(
  { Resources, Parameters = {}, Outputs = {}, Conditions = {} }: Template,
  specification: Specification,
  supported: ReadonlySet<string>,
): void {
  const isKnown = (name: string): boolean =>
    Object.hasOwn(Resources, name) || Object.hasOwn(Parameters, name) || PSEUDO_PARAMETERS.includes(name);
  const check = (block: string, value: unknown): void => {
    const unresolved = new Set<string>();
    for (const reference of findReferences(value)) {
      const resource = Resources[reference.name];
      if (reference.kind === 'ref' ? !isKnown(reference.name) : !resource) unresolved.add(reference.name);
      if (reference.kind === 'ref' || !resource || !supported.has(resource.Type)) continue;
      checkAttribute(reference.name, resource, reference.attribute, specification);
    }
    if (unresolved.size > 0)
      throw validationError(
        `Template format error: Unresolved resource dependencies [${[...unresolved].join(', ')}] in the ${block} block of the template`,
      );
  };
  for (const { Properties = {}, DependsOn = [], UpdatePolicy = {} } of Object.values(Resources)) {
    check('Resources', [Properties, UpdatePolicy]);
    check(
      'Resources',
      [DependsOn]
        .flat()
        .filter((id) => !Object.hasOwn(Resources, id))
        .map((id) => ({ Ref: id })),
    );
  }
  check('Outputs', Outputs);
  const ofResource = findReferences(Conditions).find(({ name }) => Object.hasOwn(Resources, name));
  if (ofResource)
    throw validationError(
      `Template format error: Unresolved dependencies [${ofResource.name}]. Cannot reference resources in the Conditions block of the template`,
    );
}

function checkAttribute(
  id: string,
  { Type }: TemplateResource,
  attribute: string,
  specification: Specification,
): void {
  const { attributes, properties } = specification.describe(Type);
  // Some properties can be asked for as well.
  const [first = ''] = attribute.split('.');
  if (attributes.includes(attribute) || attributes.includes(first) || Object.hasOwn(properties, attribute))
    return;
  throw validationError(
    `Template error: resource ${id} does not support attribute type ${attribute} in Fn::GetAtt`,
  );
}

function checkConditions({ Conditions = {}, Resources, Outputs = {} }: Template): void {
  const named = [...Object.values(Resources), ...Object.values(Outputs)].flatMap(
    ({ Condition }) => Condition ?? [],
  );
  const missing = named.find((name) => !Object.hasOwn(Conditions, name));
  if (missing !== undefined)
    throw validationError(`Template format error: Unresolved condition dependency ${missing}`);
}
