import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { listFiles } from '../../libs/toolkit/src/build/zip-size.ts';

/** Where V8's code cache holds the hash of the flags it was made with. */
const FLAG_HASH = 12;

/**
 * Copies a deployment and makes V8 reject its code caches, as another Node version or other flags would.
 *
 * @throws Error when there is no cache to spoil: the comparison would say nothing.
 */
export function spoilCache(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const caches = listFiles(to).filter((file) => file.endsWith('.cache'));
  if (caches.length === 0) throw new Error(`No code cache (*.cache) in ${from}`);
  for (const file of caches) {
    const cache = readFileSync(file);
    cache.writeUInt32LE((cache.readUInt32LE(FLAG_HASH) ^ 0xffffffff) >>> 0, FLAG_HASH);
    writeFileSync(file, cache);
  }
}
