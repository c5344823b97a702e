import { NO_VALUE, resolveValue, type Resolving } from '../template/resolve-value.ts';
import type { Template } from '../template/template.ts';
import { validationError } from '../template/validation-error.ts';
import { importsOf } from './imports-of.ts';
import type { StackParts } from './stack-parts.ts';
import type { StackOutput, StackRecord } from './stack-records.ts';

/**
 * Outputs of a stack. Addresses of APIs in them are those at which the APIs reply here.
 *
 * @throws AwsError `ValidationError` for an output that is no text, an export whose name is taken, or one that another stack
 *   imports and that would change
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
  const outputs = Object.entries(Outputs).map(([OutputKey, { Value, Description, Export }]) => {
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
  assertImportsStay(stack.outputs, outputs, others);
  return outputs;
}

/** What another stack imports stays as it is. */
function assertImportsStay(
  before: readonly StackOutput[],
  after: readonly StackOutput[],
  others: readonly StackRecord[],
): void {
  for (const { ExportName, OutputValue } of before) {
    if (ExportName === undefined) continue;
    const now = after.find((one) => one.ExportName === ExportName);
    if (now?.OutputValue === OutputValue) continue;
    const users = others.filter((other) => importsOf(other).includes(ExportName));
    if (users.length === 0) continue;
    const names = users.map(({ StackName }) => StackName).join(' and ');
    throw validationError(
      `Export ${ExportName} cannot be ${now ? 'updated' : 'deleted'} as it is in use by ${names}`,
    );
  }
}
