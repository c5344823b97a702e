import { NO_VALUE, resolveValue, type Resolving } from '../template/resolve-value.ts';
import type { Template } from '../template/template.ts';
import { validationError } from '../template/validation-error.ts';
import type { StackParts } from './stack-parts.ts';
import type { StackOutput, StackRecord } from './stack-records.ts';

/**
 * Outputs of a stack. Addresses of APIs in them are those at which the APIs reply here.
 *
 * @throws AwsError `ValidationError` for an output that is no text, or an export whose name is taken
 */
export function computeOutputs(
  stack: StackRecord,
  { Outputs = {} }: Template,
  resolving: Resolving,
  { records, reachable }: StackParts,
): StackOutput[] {
  const others = records.stacks
    .list(stack.region)
    .filter(({ StackId, status }) => StackId !== stack.StackId && status !== 'DELETE_COMPLETE');
  return Object.entries(Outputs).map(([OutputKey, { Value, Description, Export }]) => {
    const value = resolveValue(Value, resolving);
    if (typeof value === 'object' || value === undefined || value === NO_VALUE)
      throw validationError(
        `Template format error: The Value field of every Outputs member must evaluate to a String. (${OutputKey})`,
      );
    const ExportName = Export && String(resolveValue(Export.Name, resolving));
    const taken = others.find(({ outputs }) => outputs.some((one) => one.ExportName === ExportName));
    if (ExportName !== undefined && taken)
      throw validationError(
        `Export with name ${ExportName} is already exported by stack ${taken.StackName}. Rollback requested by user.`,
      );
    return {
      OutputKey,
      OutputValue: reachable(String(value)),
      ...(Description !== undefined && { Description }),
      ...(ExportName !== undefined && { ExportName }),
    };
  });
}
