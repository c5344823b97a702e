import type { Resource, Template } from './template.ts';

type Conditions = ReadonlyMap<string, boolean>;

/**
 * Decides the conditions of a template that compare nothing but text, as parameters are by the time it is packaged.
 * What is left is what will be deployed: no resource that will not be there, and no property with two values.
 *
 * @throws Error for a condition that CloudFormation alone could decide
 */
export function foldConditions(template: Template): Template {
  const { Conditions: declared = {}, ...rest } = template as Template & {
    Conditions?: Record<string, unknown>;
  };
  const conditions = new Map<string, boolean>();
  for (const name of Object.keys(declared)) conditions.set(name, evaluate({ Condition: name }, declared));
  return {
    ...rest,
    Resources: withoutLostDependencies(
      foldMembers(template.Resources, conditions) as Record<string, Resource>,
      template.Resources,
    ),
    Outputs: foldMembers((template['Outputs'] ?? {}) as object, conditions),
  };
}

function evaluate(expression: unknown, declared: Readonly<Record<string, unknown>>): boolean {
  const [[name, value] = ['', undefined]] = Object.entries(expression as object) as [string, unknown][];
  const each = (): boolean[] => (value as unknown[]).map((part) => evaluate(part, declared));
  switch (name) {
    case 'Condition':
      return evaluate(declared[value as string], declared);
    case 'Fn::Equals':
      return isSame(value as unknown[]);
    case 'Fn::Not':
      return !each()[0];
    case 'Fn::And':
      return each().every(Boolean);
    case 'Fn::Or':
      return each().some(Boolean);
    default:
      throw new Error(
        `The template has a condition by ${name}, which cannot be decided when it is packaged.`,
      );
  }
}

/** A number of a parameter file is its text, as CloudFormation has it. */
function isSame(values: unknown[]): boolean {
  const [one, other] = values.map((value) => (typeof value === 'number' ? String(value) : value));
  if (typeof one === 'string' && typeof other === 'string') return one === other;
  throw new Error(
    'The template has a condition on something else than text, which cannot be decided when it is packaged.',
  );
}

/** Resources or outputs without those whose condition does not hold. */
function foldMembers(members: object, conditions: Conditions): Record<string, unknown> {
  const kept = (Object.entries(members) as [string, { Condition?: string }][]).filter(
    ([, { Condition }]) => Condition === undefined || conditions.get(Condition),
  );
  return Object.fromEntries(
    kept.map(([name, member]) => [name, foldValue(withoutCondition(member), conditions)]),
  );
}

function withoutCondition(member: object): object {
  return Object.fromEntries(Object.entries(member).filter(([attribute]) => attribute !== 'Condition'));
}

function foldValue(value: unknown, conditions: Conditions): unknown {
  if (Array.isArray(value)) {
    return value.map((part) => foldValue(part, conditions)).filter((part) => part !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::If': choice, Ref: name } = value as { 'Fn::If'?: [string, unknown, unknown]; Ref?: string };
  if (name === 'AWS::NoValue') return undefined;
  if (choice) return foldValue(conditions.get(choice[0]) ? choice[1] : choice[2], conditions);
  const folded = Object.entries(value).map(([key, part]) => [key, foldValue(part, conditions)] as const);
  return Object.fromEntries(folded.filter(([, part]) => part !== undefined));
}

/** Without `DependsOn` of resources that will not be there; one that never was stays, and is found as a violation. */
function withoutLostDependencies(
  kept: Readonly<Record<string, Resource>>,
  all: Readonly<Record<string, Resource>>,
): Record<string, Resource> {
  const entries = Object.entries(kept).map(([id, resource]): [string, Resource] => {
    const { DependsOn, ...rest } = resource;
    if (DependsOn === undefined) return [id, resource];
    const names = [DependsOn].flat().filter((name) => name in kept || !(name in all));
    return [id, names.length === 0 ? rest : { ...rest, DependsOn: names }];
  });
  return Object.fromEntries(entries);
}
