import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { growApplication } from './grow-application.ts';
import { spoilCache } from './spoil-cache.ts';

/** Folders of the product's builds: as deployed, the same with its code cache refused, and with 300 more routes. */
export type Builds = Readonly<{ product: string; refused: string; grown: string }>;

export const productBuilds = (root: string): Builds => ({
  product: join(root, 'dist', 'lambda'),
  refused: join(root, 'dist', 'bench', 'refused'),
  grown: join(root, 'dist', 'bench', 'grown'),
});

/** @param fresh whether to build first, or to take the folders as they lie there. */
export function prepareProduct(root: string, builds: Builds, fresh: boolean): void {
  if (fresh) {
    build(root, 'apps/api/src/lambda.ts', builds.product);
    build(root, growApplication(join(root, 'dist', 'bench', 'grown-source'), root), builds.grown);
  }
  spoilCache(builds.product, builds.refused);
}

function build(root: string, entry: string, folder: string): void {
  const script = join(root, 'infra', 'build', 'main.ts');
  execFileSync(process.execPath, ['--conditions=source', script, entry, folder], {
    cwd: root,
    stdio: 'inherit',
  });
}
