import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProductBuild } from '../../libs/toolkit/src/build/build-product.ts';
import { createCaches } from '../../libs/toolkit/src/bundle/bundle-program.ts';
import { loadFunctions } from '../../libs/toolkit/src/function/list-functions.ts';

/**
 * The files whose code is in the zips, relative to the repository: builds the functions, which write them down beside them.
 *
 * @param folders of the functions; default all of apps
 */
export async function listInputs(folders: readonly string[] = []): Promise<readonly string[]> {
  const made = mkdtempSync(join(tmpdir(), 'inputs-'));
  const caches = createCaches();
  const inputs = new Set<string>();
  try {
    for (const described of await loadFunctions(folders)) {
      const folder = join(made, described.name);
      const build = await createProductBuild({ described, caches });
      await build({ folder, hasCodeCache: false });
      for (const input of JSON.parse(readFileSync(`${folder}.inputs.json`, 'utf8')) as readonly string[])
        inputs.add(input);
    }
    return [...inputs].toSorted();
  } finally {
    rmSync(made, { recursive: true });
  }
}
