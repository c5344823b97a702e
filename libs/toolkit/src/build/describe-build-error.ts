import { FunctionConfigError } from '../function/function-config-error.ts';
import { SourceError } from '../bundle/module-graph.ts';
import { TrialError } from '../bundle/try-folder.ts';

/** What a person is told when a build fails: sentences where the cause lies in the sources, else a stack too. */
export function describeBuildError(error: unknown): string {
  if (error instanceof SourceError) {
    return `The function cannot be built:\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}`;
  }
  if (error instanceof TrialError || error instanceof FunctionConfigError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
