import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
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
