import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { growApplication } from './grow-application.ts';
import { spoilCache } from './spoil-cache.ts';
import { traceApplication } from './trace-application.ts';

/** Folders of what is built by this project's own command. */
export type Builds = Readonly<{
  /** The product as it is deployed. */
  product: string;
  /** The same, with a code cache that Node rejects. */
  rejected: string;
  /** The product built with `--plain`: no optimisation, no code cache. */
  plain: string;
  /** The product and 300 more routes. */
  grown: string;
  /** The product with the module of OpenTelemetry. */
  traced: string;
  /** Hono with this project's loader: the same flag undone, the same code cache. */
  cachedHono: string;
  /** `examples/shop`. */
  shop: string;
}>;

export const productBuilds = (root: string): Builds => ({
  product: join(root, 'dist', 'bench', 'product'),
  rejected: join(root, 'dist', 'bench', 'rejected'),
  plain: join(root, 'dist', 'bench', 'plain'),
  grown: join(root, 'dist', 'bench', 'grown'),
  traced: join(root, 'dist', 'bench', 'traced'),
  cachedHono: join(root, 'dist', 'bench', 'cached-hono'),
  shop: join(root, 'dist', 'bench', 'shop'),
});

/** @param fresh whether to build first, or to take the folders as they lie there. */
export function prepareProduct(root: string, builds: Builds, fresh: boolean): void {
  if (fresh) {
    build(root, ['apps/api', '--out', builds.product]);
    build(root, ['apps/api', '--plain', '--out', builds.plain]);
    build(root, [growApplication(join(root, 'dist', 'bench', 'grown-source'), root), '--out', builds.grown]);
    build(root, [
      traceApplication(join(root, 'dist', 'bench', 'traced-source'), root),
      '--out',
      builds.traced,
    ]);
    build(root, ['workbench/bench/candidates/cached-hono', '--out', builds.cachedHono]);
    build(join(root, 'examples', 'shop'), ['apps/api', '--out', builds.shop], root);
  }
  spoilCache(builds.product, builds.rejected);
}

/** @param project folder that the words of the command are relative to */
function build(project: string, words: readonly string[], root = project): void {
  const script = join(root, 'libs', 'toolkit', 'src', 'build', 'main.ts');
  execFileSync(process.execPath, [script, ...words], { cwd: project, stdio: 'inherit' });
}
