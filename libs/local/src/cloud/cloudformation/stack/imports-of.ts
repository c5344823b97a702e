import { isMembers } from '../specification/check-properties.ts';
import { parseTemplate } from '../template/parse-template.ts';
import type { StackRecord } from './stack-records.ts';

/** Names of exports that a stack imports, as far as they stand in its template as text or as `Fn::Sub` of parameters. */
export function importsOf({ definition, StackName, region }: StackRecord): string[] {
  const names: string[] = [];
  const { template, parameters } = definition;
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(collect);
    if (!isMembers(value)) return undefined;
    const imported = value['Fn::ImportValue'];
    const name = isMembers(imported) ? imported['Fn::Sub'] : imported;
    if (typeof name === 'string') {
      names.push(
        name.replace(/\$\{([^}]+)\}/g, (_whole, variable: string) => {
          if (variable === 'AWS::StackName') return StackName;
          if (variable === 'AWS::Region') return region;
          return String(parameters[variable]?.resolved ?? variable);
        }),
      );
    }
    return Object.values(value).forEach(collect);
  };
  collect(parseTemplate(template));
  return names;
}
