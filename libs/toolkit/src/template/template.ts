/** A resource of a CloudFormation template. */
export type Resource = {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
  [attribute: string]: unknown;
};

export type Template = { Resources: Record<string, Resource>; [section: string]: unknown };

/** A resource with its logical id, and its properties at hand. */
export type Named = Readonly<{
  id: string;
  resource: Resource;
  properties: Readonly<Record<string, unknown>>;
}>;

export function resourcesOf({ Resources }: Template, type: string): readonly Named[] {
  return Object.entries(Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, resource, properties: resource.Properties ?? {} }));
}

/** Every text in a value, however deep; the names of members as well. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(Array.isArray(value) ? [] : [name]),
    ...textsIn(member),
  ]);
}

/** What a value refers to by `Ref` or the first part of `Fn::GetAtt`, if that is all it is. */
export function referenceOf(value: unknown): string | undefined {
  const { Ref: name, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return name ?? attribute?.[0];
}

/** The parts of an `Fn::Join`, references as `{name}`, in one text; any other text as it is. */
export function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': join } = (value ?? {}) as { 'Fn::Join'?: [string, unknown[]] };
  if (!join) return `{${referenceOf(value) ?? '?'}}`;
  return join[1].map(joined).join(join[0]);
}

/** What is wrong with a resource, each sentence after its name; violations that it does not have are left out. */
export function violationsAbout(
  name: string,
  violations: readonly (string | false | undefined)[],
): readonly string[] {
  return violations.flatMap((violation) => (violation ? [`${name} ${violation}`] : []));
}
