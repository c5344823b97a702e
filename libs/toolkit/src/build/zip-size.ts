import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { deflateRawSync } from 'node:zlib';

/** Fixed bytes of a local file header, a central directory entry, and the end record. */
const LOCAL = 30;
const CENTRAL = 46;
const END = 22;

/**
 * Bytes a folder has as a zip, deflated, without extra fields: what counts against the deployment package, the same on
 * every machine. A file counts uncompressed when deflating does not shorten it.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3
 */
export function zipSize(folder: string): number {
  return listFiles(folder).reduce((sum, file) => {
    const content = readFileSync(file);
    const packed = Math.min(content.length, deflateRawSync(content, { level: 9 }).length);
    const name = Buffer.byteLength(relative(folder, file));
    return sum + LOCAL + CENTRAL + 2 * name + packed;
  }, END);
}

/** Every file below a folder, sorted, so that counts and listings are stable. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .toSorted();
}
