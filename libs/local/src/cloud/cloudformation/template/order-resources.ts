import { findReferences } from './find-references.ts';
import type { TemplateResource } from './template.ts';
import { validationError } from './validation-error.ts';

/** Ids of the resources that each resource needs first. */
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What each resource needs first: what it refers to, and what `DependsOn` names.
 *
 * @throws AwsError `ValidationError` for a circle
 */
export function orderResources(resources: Readonly<Record<string, TemplateResource>>): Dependencies {
  const dependencies = new Map(
    Object.entries(resources).map(([id, { Properties = {}, DependsOn = [], UpdatePolicy = {} }]) => {
      const referred = findReferences([Properties, UpdatePolicy]).map(({ name }) => name);
      return [
        id,
        new Set([...referred, ...[DependsOn].flat()].filter((name) => Object.hasOwn(resources, name))),
      ];
    }),
  );
  const circle = findCircle(dependencies);
  if (circle) throw validationError(`Circular dependency between resources: [${circle.join(', ')}]`);
  return dependencies;
}

function findCircle(dependencies: Dependencies): string[] | undefined {
  const left = new Map(dependencies);
  for (;;) {
    const free = [...left].filter(([, needs]) => [...needs].every((id) => !left.has(id)));
    if (free.length === 0) break;
    for (const [id] of free) left.delete(id);
  }
  return left.size > 0 ? [...left.keys()] : undefined;
}
