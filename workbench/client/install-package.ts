import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildPackage } from '../../libs/toolkit/src/client/build-package.ts';

const run = promisify(execFile);

/** What the package needs beside itself: its dependency, and that one's. */
const DEPENDENCIES = ['openapi-fetch', 'openapi-typescript-helpers'];

export type Installed = Readonly<{
  /** A project that has the package installed, and nothing else. */
  project: string;
  /** What was packed, without the folder. */
  files: readonly string[];
  remove(): Promise<void>;
}>;

/** Builds and packs the client, and installs the archive into a project somewhere else. */
export async function installPackage(): Promise<Installed> {
  const root = await mkdtemp(join(tmpdir(), 'client-'));
  const [built, project] = [join(root, 'built'), join(root, 'project')];
  buildPackage(join(built, 'dist'));
  for (const file of ['package.json', 'README.md']) await cp(join('libs/client', file), join(built, file));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', root], {
    cwd: built,
  });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const modules = join(project, 'node_modules');
  const folder = join(modules, '@lambda-nest/client');
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xzf', join(root, filename), '-C', folder, '--strip-components=1']);
  for (const name of DEPENDENCIES) await symlink(resolve('node_modules', name), join(modules, name), 'dir');
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  return {
    project,
    files: files.map(({ path }) => path),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
