import { access, rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * Writes `<path>.br` and `<path>.gz`, as small as they get. The path names the content by its hash, so what is there
 * already is right; each file appears whole or not at all.
 */
export async function compressFile(path: string, content: string): Promise<void> {
  const bytes = Buffer.from(content);
  const brotli = {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 },
  };
  await Promise.all([
    writeOnce(`${path}.br`, () => promisify(brotliCompress)(bytes, brotli)),
    writeOnce(`${path}.gz`, () => promisify(gzip)(bytes, { level: 9 })),
  ]);
}

async function writeOnce(path: string, compress: () => Promise<Buffer>): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const partial = `${path}.${process.pid}`;
  await writeFile(partial, await compress());
  await rename(partial, path);
}
