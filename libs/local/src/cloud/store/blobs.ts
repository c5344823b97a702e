import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes by the hexadecimal SHA-256 of their content. */
export type Blobs = {
  put(content: Uint8Array): string;
  /** Where the bytes are. */
  pathOf(hash: string): string;
  /** Removes what is not named any more. */
  keepOnly(hashes: ReadonlySet<string>): void;
};

/** Keeps bytes as files below a folder. A file is there whole or not at all. */
export function openBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true });
  const pathOf = (hash: string): string => join(folder, hash);
  return {
    pathOf,
    put(content) {
      const hash = createHash('sha256').update(content).digest('hex');
      if (existsSync(pathOf(hash))) return hash;
      const unfinished = join(folder, `.${randomUUID()}`);
      writeFileSync(unfinished, content);
      renameSync(unfinished, pathOf(hash));
      return hash;
    },
    keepOnly(hashes) {
      for (const name of readdirSync(folder)) if (!hashes.has(name)) rmSync(join(folder, name));
    },
  };
}
