import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Peers that are one bundled ESM file each; as CommonJS they start no faster. */
const BUNDLED = ['bare', 'hono', 'powertools', 'tracer', 'express', 'fastify', 'shop-hono', 'shop-express'];
const WORKERS = ['warm', 'start', 'memory', 'soak'];

/** `require` for what an ESM bundle took from CommonJS packages. */
const REQUIRE = "import{createRequire}from'module';const require=createRequire(import.meta.url);";

/** Builds every peer into `workbench/bench/dist/<name>`, and the runtime client into `workbench/bench/dist/runtime`. */
export async function buildCandidates(benchFolder: string): Promise<void> {
  const out = join(benchFolder, 'dist');
  rmSync(out, { recursive: true, force: true });
  compileNest(benchFolder);
  await Promise.all([
    layOutRuntime(benchFolder),
    ...BUNDLED.map((name) =>
      bundle(join(benchFolder, 'candidates', `${name}.ts`), join(out, name, 'index.mjs')),
    ),
    ...WORKERS.map((name) =>
      bundle(join(benchFolder, 'workers', `${name}.ts`), join(out, 'workers', `${name}.mjs`)),
    ),
  ]);
}

/** Type-checks every peer and leaves Nest as tsc wrote it, with workbench/bench/node_modules above it. */
function compileNest(benchFolder: string): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(benchFolder, 'candidates')], { stdio: 'inherit' });
}

/** The client and the stand-in for its addon side by side, as in Lambda's /var/runtime. */
async function layOutRuntime(benchFolder: string): Promise<void> {
  const runtime = join(benchFolder, 'dist', 'runtime');
  mkdirSync(runtime, { recursive: true });
  copyFileSync(join(benchFolder, 'node_modules', 'aws-lambda-ric', 'index.mjs'), join(runtime, 'index.mjs'));
  writeFileSync(join(runtime, 'package.json'), '{"type":"commonjs"}');
  await bundle(join(benchFolder, 'function', 'rapid-client.ts'), join(runtime, 'rapid-client.node.js'));
}

async function bundle(entry: string, outfile: string): Promise<void> {
  const esm = outfile.endsWith('.mjs');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: esm ? 'esm' : 'cjs',
    ...(esm && { banner: { js: REQUIRE } }),
    logLevel: 'warning',
  });
}
