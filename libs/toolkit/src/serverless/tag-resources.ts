import { loadSpecification, specificationOf } from '../template/specification.ts';
import type { Resource, Template } from '../template/template.ts';

export type Tags = Readonly<Record<string, string>>;

/**
 * Tags every resource that CloudFormation lets be tagged, so that costs and owners can be told; a tag that a resource has
 * already stays as it is. osls tags the function and the API alone.
 */
export function tagResources(template: Template, tags: Tags): Template {
  const database = loadSpecification();
  const tag = (resource: Resource): Resource => {
    const { tagPropertyName: name, variant } = specificationOf(database, resource.Type)?.tagInformation ?? {};
    if (name === undefined || variant === 'asg') return resource;
    const present = resource.Properties?.[name];
    const tagged = variant === 'map' ? addToMap(present, tags) : addToList(present, tags);
    return { ...resource, Properties: { ...resource.Properties, [name]: tagged } };
  };
  const resources = Object.entries(template.Resources).map(([id, resource]) => [id, tag(resource)]);
  return { ...template, Resources: Object.fromEntries(resources) as Template['Resources'] };
}

function addToMap(present: unknown, tags: Tags): object {
  return { ...tags, ...(present as Tags | undefined) };
}

function addToList(present: unknown, tags: Tags): readonly Tag[] {
  const own = (present ?? []) as readonly Tag[];
  const missing = Object.entries(tags).filter(([key]) => own.every(({ Key }) => Key !== key));
  return [...own, ...missing.map(([Key, Value]) => ({ Key, Value }))];
}

type Tag = Readonly<{ Key: string; Value: unknown }>;
