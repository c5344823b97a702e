import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProductBuild } from '../../libs/toolkit/src/build/build-product.ts';

/** The files whose code is in the zip, relative to the repository: builds the bundle, which writes them down beside it. */
export async function listInputs(): Promise<readonly string[]> {
  const made = mkdtempSync(join(tmpdir(), 'inputs-'));
  const folder = join(made, 'lambda');
  try {
    const build = await createProductBuild();
    await build({ folder, hasCodeCache: false });
    return JSON.parse(readFileSync(`${folder}.inputs.json`, 'utf8')) as readonly string[];
  } finally {
    rmSync(made, { recursive: true });
  }
}
