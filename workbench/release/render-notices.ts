import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findLicenceViolations } from '../supply-chain/find-licence-violations.ts';
import { findPackageFolders } from '../supply-chain/find-packages.ts';

const NOTICE = /^(?:licen[cs]e|copying|notice|third-party-licenses|unlicense)/i;

/**
 * What has to be given on with the code of packages: their names, licences, and the texts in their files.
 *
 * @param files whose code is given on
 * @param native folders of native code inside packages, with licences of its own
 * @throws Error for a package whose licence is not permissive, or native code without a licence
 */
export function renderNotices(files: readonly string[], native: readonly string[] = []): string {
  const packages = [...findPackageFolders(files)].toSorted(([, one], [, other]) =>
    `${one.name}@${one.version}`.localeCompare(`${other.name}@${other.version}`, 'en'),
  );
  const rejected = findLicenceViolations(packages.map(([, shipped]) => ({ ...shipped, inside: [] })));
  if (rejected.length > 0) throw new Error(rejected.join('\n'));
  const ofPackages = packages.map(
    ([folder, { name, version, licence }]) => `${name}@${version} (${licence})\n\n${readNotices(folder)}`,
  );
  const ofNative = native.map((folder) => {
    const text = readNotices(folder);
    if (text === '') throw new Error(`There is no licence in ${folder}.`);
    return `${basename(folder)}\n\n${text}`;
  });
  return [...ofPackages, ...ofNative].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Some authors name the licence in their manifest alone. */
function readNotices(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && NOTICE.test(entry.name))
    .map(({ name }) => `${readFileSync(join(folder, name), 'utf8').trim()}\n`)
    .join('\n');
}
