import { describesApi } from '../function/describes-api.ts';
import type { FunctionDescription } from '../function/load-function.ts';

/** APIs that would write the same files, a sentence for each pair. */
export function findSharedFiles(
  functions: readonly Pick<FunctionDescription, 'kind' | 'api' | 'folder' | 'generated' | 'accessTable'>[],
): readonly string[] {
  const apis = functions.filter(describesApi);
  return apis.flatMap((one, index) =>
    apis
      .slice(index + 1)
      .filter(({ generated, accessTable }) => generated === one.generated || accessTable === one.accessTable)
      .map(
        ({ folder }) =>
          `${one.folder} and ${folder} write the same files. Give each its own generated and accessTable in function.config.ts.`,
      ),
  );
}
