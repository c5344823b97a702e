import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { spoilCache } from './spoil-cache.ts';

/** Folders of the product's builds: as deployed, the same with its code cache refused, and with 300 more routes. */
export type Builds = Readonly<{ product: string; refused: string; grown: string }>;

export const productBuilds = (root: string): Builds => ({
  product: join(root, 'dist', 'lambda'),
  refused: join(root, 'dist', 'bench', 'refused'),
  grown: join(root, 'dist', 'bench', 'grown'),
});

/** @param fresh whether to build first, or to take dist/lambda as it lies there. */
export function prepareProduct(root: string, builds: Builds, fresh: boolean): void {
  if (fresh) {
    const script = join(root, 'infra', 'build', 'main.ts');
    execFileSync(process.execPath, ['--conditions=source', script], { cwd: root, stdio: 'inherit' });
  }
  spoilCache(builds.product, builds.refused);
}
