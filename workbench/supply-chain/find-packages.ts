import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of which files are in the zip, as its own package.json names it. */
export type ShippedPackage = Readonly<{ name: string; version: string; licence: string }>;

const FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The packages that files belong to, each once; files of the repository itself belong to none. */
export function findPackages(files: readonly string[]): readonly ShippedPackage[] {
  return [...findPackageFolders(files).values()];
}

/** The same, by a folder of each. */
export function findPackageFolders(files: readonly string[]): ReadonlyMap<string, ShippedPackage> {
  const folders = new Set(files.flatMap((file) => FOLDER.exec(file.replaceAll('\\', '/'))?.[0] ?? []));
  const found = new Map<string, [string, ShippedPackage]>();
  for (const folder of folders) {
    const shipped = readPackage(folder);
    found.set(`${shipped.name}@${shipped.version}`, [folder, shipped]);
  }
  return new Map(found.values());
}

type Manifest = {
  name: string;
  version: string;
  license?: string | { type: string };
  /** The form of 2012. */
  licenses?: readonly { type: string }[];
};

function readPackage(folder: string): ShippedPackage {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, licenses = [] } = manifest;
  const said = [license ?? [], licenses].flat();
  const licence = said.map((one) => (typeof one === 'string' ? one : one.type)).join(' AND ');
  return { name, version, licence };
}
