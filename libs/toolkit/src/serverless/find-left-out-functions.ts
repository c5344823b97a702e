import { loadFunctionsOfApi } from '../function/list-functions.ts';
import { loadFunction } from '../function/load-function.ts';

/**
 * Functions that add routes to the API and that serverless.yml does not name, a sentence each: their routes would be missing.
 *
 * @param folders of those that it names
 */
export async function findLeftOutFunctions(folders: readonly string[]): Promise<readonly string[]> {
  const [, ...others] = await loadFunctionsOfApi(await loadFunction());
  return others
    .filter(({ folder }) => !folders.includes(folder))
    .map(
      ({ folder, name }) =>
        `${folder} adds routes to the API and is no function of the stack. Write ${name}: \${function:${folder}} below functions in serverless.yml.`,
    );
}
