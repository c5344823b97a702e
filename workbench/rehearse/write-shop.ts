import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

/** Copies `examples/shop` as it is committed or about to be, without what was installed or built there. */
export function writeShop(folder: string, repository: string): void {
  const shop = join(repository, 'examples/shop');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: shop,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter(Boolean)) cpSync(join(shop, file), join(folder, file));
}
