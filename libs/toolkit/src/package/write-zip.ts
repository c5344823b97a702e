import { readFileSync, writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { listFiles } from '../build/zip-size.ts';

type Entry = Readonly<{ name: Buffer; crc: number; size: number; method: number; data: Buffer }>;

/** MS-DOS date 1 January 1980: the earliest there is. Nothing in the zip tells when or by whom it was made. */
const DATE = (1 << 5) | 1;
/** Made on Unix, version 2.0; a regular file that everyone may read, as Lambda wants it. */
const MADE_BY = (3 << 8) | 20;
const MODE = 0o100644 << 16;
const NAMES_ARE_UTF8 = 0x0800;

/**
 * Writes a folder as a zip: the same content, the same bytes, on every machine and at any time. Entries are sorted, all
 * with one date and one mode, and without extra fields.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3
 */
export function writeZip(folder: string, file: string): void {
  const entries = listFiles(folder).map((path) =>
    toEntry(relative(folder, path).split(sep).join('/'), readFileSync(path)),
  );
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = Buffer.concat([localHeader(entry), entry.name, entry.data]);
    centrals.push(centralHeader(entry, offset), entry.name);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  writeFileSync(file, Buffer.concat([...locals, central, endRecord(entries.length, central.length, offset)]));
}

function toEntry(name: string, content: Buffer): Entry {
  const deflated = deflateRawSync(content, { level: 9 });
  const isShorter = deflated.length < content.length;
  return {
    name: Buffer.from(name),
    crc: crc32(content),
    size: content.length,
    method: isShorter ? 8 : 0,
    data: isShorter ? deflated : content,
  };
}

/** What both headers say of an entry, from "version needed" to "extra field length". */
function describe({ name, crc, size, method, data }: Entry): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(NAMES_ARE_UTF8, 2);
  header.writeUInt16LE(method, 4);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(data.length, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
}

function localHeader(entry: Entry): Buffer {
  return Buffer.concat([signature(0x04034b50), describe(entry)]);
}

function centralHeader(entry: Entry, offset: number): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(MADE_BY);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(MODE >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), madeBy, describe(entry), rest]);
}

function endRecord(entries: number, size: number, offset: number): Buffer {
  const rest = Buffer.alloc(18);
  rest.writeUInt16LE(entries, 4);
  rest.writeUInt16LE(entries, 6);
  rest.writeUInt32LE(size, 8);
  rest.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(0x06054b50), rest]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
