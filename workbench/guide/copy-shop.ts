import { join, resolve } from 'node:path';
import { linkModules } from '../../libs/toolkit/src/package/link-modules.ts';
import { copyRepository } from '../faults/copy-repository.ts';

export type ShopCopy = Readonly<{ folder: string; remove(): Promise<void> }>;

/** A copy of the shop that a test may change, with the packages of the copied repository around it. */
export async function copyShop(): Promise<ShopCopy> {
  const { root, remove } = await copyRepository(process.cwd());
  const folder = join(root, 'examples/shop');
  linkModules(resolve('examples/shop'), folder);
  return { folder, remove };
}
