/** `npm run rehearse`: the packages as a stranger has them. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../libs/testing/src/free-port.ts';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { installLocked } from '../install-locked.ts';
import { packPackages } from '../release/pack-packages.ts';
import { PACKAGE_MANAGERS, type PackageManager } from './package-managers.ts';
import { PROJECTS, type Project } from './projects.ts';
import { signIn } from '../sign-in.ts';
import { startRegistry } from './registry.ts';

showHelp(`npm run rehearse [-- <package manager> … <project> …]

Packs every package, publishes it to a registry on 127.0.0.1, installs it in an empty folder outside of the repository with npm,
pnpm and yarn, and there writes the contract, checks, tests, builds, packages, starts and signs in: once with an application of one
module, which loads every entry by import and by require() too, once with examples/shop. nest-11 installs the packages that Nest 11
may use, with npm, and asks an application of it in CommonJS. A quarter of an hour. Ends with 1 when something fails; the folder of what
failed is named and stays.

  <package manager>  of ${names(PACKAGE_MANAGERS)}; default all
  <project>          of ${names(PROJECTS)}; default all`);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => ![...PACKAGE_MANAGERS, ...PROJECTS].some((one) => one.name === name));
if (unknown.length > 0) {
  console.error(`There is no package manager or project ${unknown.join(', ')} here. --help lists them.`);
  process.exit(1);
}

const pairs = choose(PROJECTS).flatMap((project) =>
  choose(PACKAGE_MANAGERS)
    .filter(({ name }) => project.managers?.includes(name) ?? true)
    .map((manager) => ({ project, manager })),
);
if (pairs.length === 0) {
  console.error(
    `${asked.join(' ')}: no such project is tried with such a package manager. --help tells which are.`,
  );
  process.exit(1);
}

/** A start installs nothing: a request for a package gets no connection. Port 9 is that of `discard`, which nothing serves. */
const NO_REGISTRY = {
  npm_config_registry: 'http://127.0.0.1:9/',
  YARN_NPM_REGISTRY_SERVER: 'http://127.0.0.1:9/',
};

installLocked('workbench/rehearse');
console.log('Packing …');
const archives = await packPackages();
const registry = await startRegistry();
try {
  for (const archive of archives) registry.publish(archive);
  console.log(`Published ${archives.length} packages to ${registry.url}`);
  for (const { project, manager } of pairs) await rehearse(project, manager);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  registry.close();
}

function names(things: readonly Readonly<{ name: string }>[]): string {
  return things.map(({ name }) => name).join(', ');
}

/** Those that were asked for; all where none was. */
function choose<T extends Readonly<{ name: string }>>(things: readonly T[]): readonly T[] {
  const chosen = things.filter(({ name }) => asked.includes(name));
  return chosen.length === 0 ? things : chosen;
}

async function rehearse(project: Project, manager: PackageManager): Promise<void> {
  const title = `${manager.name}  ${project.name}`;
  const folder = mkdtempSync(join(tmpdir(), `rehearsal-${project.name}-${manager.name}-`));
  project.write(folder, resolve('.'));
  const step = stepsIn(folder, title, manager);
  step('install', manager.install);
  for (const program of project.programs ?? []) step(program, [process.execPath, program]);
  for (const script of project.scripts) step(script, manager.run(script));
  if (project.requests.length > 0) await start(project, manager, folder);
  rmSync(folder, { recursive: true });
}

/** Runs commands in a project of a package manager, and tells how long each took. */
function stepsIn(folder: string, title: string, { files }: PackageManager) {
  for (const [file, text] of Object.entries(files(registry.url))) writeFileSync(join(folder, file), text);
  return (name: string, command: readonly string[]): void => {
    const began = performance.now();
    run(folder, command, `${title}: ${name}`);
    console.log(`${title}  ${name}  ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
}

function run(cwd: string, [program = '', ...args]: readonly string[], what: string): void {
  try {
    execFileSync(program, args, {
      cwd,
      encoding: 'utf8',
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${what} failed in ${cwd}:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

/** That of a shell: nothing of the npm that runs this, and the Node that does. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') && name !== 'NODE_OPTIONS',
  );
  const path = [join(process.execPath, '..'), process.env['PATH'] ?? ''].join(':');
  return { ...Object.fromEntries(kept), PATH: path, CI: '1' };
}

/** Starts the laptop's cloud there, signs in, and asks a route of each kind. */
async function start(
  { requests, name: projectName }: Project,
  { name: managerName, run: runScript }: PackageManager,
  folder: string,
): Promise<void> {
  const name = `${managerName}  ${projectName}`;
  const [port, identityPort] = [await freePort(), await freePort()];
  const [program = '', ...args] = runScript('start');
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...environment(), ...NO_REGISTRY, PORT: String(port), IDENTITY_PORT: String(identityPort) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = once(child, 'close').then(() => {
    throw new Error(`${name}: start ended in ${folder}:\n${output}`);
  });
  ended.catch(() => undefined);
  try {
    const api = `http://localhost:${port}/local`;
    const began = performance.now();
    while (!(await fetch(`${api}/v1/docs`).catch(() => undefined))?.ok)
      await Promise.race([new Promise((resolve_) => setTimeout(resolve_, 500)), ended]);
    const tokens = { user: await signIn(api, 'user'), admin: await signIn(api, 'admin') };
    for (const { path, by, expected } of requests) {
      const status = await statusOf(`${api}/v1/${path}`, by && tokens[by]);
      if (status !== expected)
        throw new Error(
          `${name}: ${path} in ${folder}, asked by ${by ?? 'an anonymous caller'}, has the status ${status}. Expected: ${expected}.\n${output}`,
        );
    }
    console.log(
      `${name}  start, sign in, ${requests.length} requests  ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
  } finally {
    // What ended by itself has said why.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  }
}

// A declaration: the rehearsals above run before the end of this file is reached.
async function statusOf(url: string, token?: string): Promise<number> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return (await fetch(url, { headers })).status;
}
