import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import type { Blobs } from '../../store/blobs.ts';

/**
 * Where the files of a zip are, unpacked once: the same content, the same folder.
 *
 * @param folder holds the unpacked zips
 */
export function unpackCode(blob: string, blobs: Blobs, folder: string): string {
  const target = join(folder, blob);
  if (existsSync(target)) return target;
  mkdirSync(folder, { recursive: true });
  // Or a function without a package.json would be of the module type of the next one above.
  writeFileSync(join(folder, 'package.json'), '{}\n');
  const unfinished = join(folder, `.${randomUUID()}`);
  mkdirSync(unfinished, { recursive: true });
  for (const [name, content] of Object.entries(unzipSync(readFileSync(blobs.pathOf(blob))))) {
    if (name.endsWith('/')) continue;
    const file = normalize(join(unfinished, name));
    // A zip may name files outside of the folder it is unpacked to.
    if (!file.startsWith(unfinished + sep)) throw new Error(`The zip has a file outside of it: ${name}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  renameSync(unfinished, target);
  return target;
}

/**
 * Where the code of a cloud is unpacked: among the temporary files, since below a project a function would find packages
 * of the project that its zip has not.
 */
export function codeFolderOf(storeFolder: string): string {
  const id = createHash('sha256').update(resolve(storeFolder)).digest('hex').slice(0, 16);
  return join(tmpdir(), `local-aws-${process.getuid?.() ?? 0}-${id}`);
}
