import type { Template } from './template.ts';

const PSEUDO = /^AWS::(Partition|Region|AccountId|URLSuffix|StackName|StackId|NoValue)$/;

type AttributesOf = (type: string) => Readonly<Record<string, unknown>> | undefined;

/** References that lead nowhere: `Ref`, `Fn::GetAtt` and `DependsOn`. */
export function findReferenceViolations(template: Template, attributesOf: AttributesOf): readonly string[] {
  const { Resources, Parameters = {} } = template;
  const checkAttribute = ([name = '', attribute = '']: string[]): string | undefined => {
    const resource = Resources[name];
    if (!resource) return `there is no resource ${name}.`;
    return attributesOf(resource.Type)?.[attribute] ? undefined : `${name} has no attribute ${attribute}.`;
  };
  const check = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(check);
    if (typeof value !== 'object' || value === null) return [];
    const { Ref: name, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
    if (name !== undefined)
      return name in Resources || name in (Parameters as object) || PSEUDO.test(name)
        ? []
        : [`there is no resource ${name}.`];
    if (attribute) return [checkAttribute(attribute) ?? []].flat();
    return Object.values(value).flatMap(check);
  };
  return Object.entries(Resources).flatMap(([id, { DependsOn = [], Properties }]) => {
    const missing = [DependsOn].flat().filter((name) => !(name in Resources));
    return [...missing.map((name) => `there is no resource ${name}.`), ...check(Properties)].map(
      (violation) => `${id}: ${violation}`,
    );
  });
}
