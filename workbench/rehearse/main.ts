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
import { signIn } from '../sign-in.ts';
import { startRegistry } from './registry.ts';
import { writeProject } from './write-project.ts';

showHelp(`npm run rehearse [-- <package manager> …]

Packs every package, publishes it to a registry on 127.0.0.1, installs it in an empty folder outside of the repository with npm,
pnpm and yarn, and there writes the contract, checks, tests access, builds, packages, starts and signs in, with an application of
one module. Ten minutes. Ends with 1 when something fails; the folder of what failed is named and stays.

  <package manager>  of ${PACKAGE_MANAGERS.map(({ name }) => name).join(', ')}; default all`);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PACKAGE_MANAGERS.some((one) => one.name === name));
if (unknown.length > 0) {
  console.error(`There is no package manager ${unknown.join(', ')} here. --help lists them.`);
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
  for (const manager of PACKAGE_MANAGERS.filter(({ name }) => asked.length === 0 || asked.includes(name)))
    await rehearse(manager);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  registry.close();
}

async function rehearse(manager: PackageManager): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), `rehearsal-${manager.name}-`));
  writeProject(folder, resolve('.'));
  for (const [file, text] of Object.entries(manager.files(registry.url)))
    writeFileSync(join(folder, file), text);
  const step = (name: string, command: readonly string[]): void => {
    const began = performance.now();
    run(folder, command, `${manager.name}: ${name}`);
    console.log(`${manager.name}  ${name}  ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
  step('install', manager.install);
  for (const script of ['contract', 'check', 'test', 'build', 'package']) step(script, manager.run(script));
  await start(manager, folder);
  rmSync(folder, { recursive: true });
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
async function start({ name, run: runScript }: PackageManager, folder: string): Promise<void> {
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
    while (!(await fetch(`${api}/v1/orders/count`).catch(() => undefined))?.ok)
      await Promise.race([new Promise((resolve_) => setTimeout(resolve_, 500)), ended]);
    const [user, admin] = [await signIn(api, 'user'), await signIn(api, 'admin')];
    const requests = [
      { path: 'orders', expected: 401 },
      { path: 'orders', token: user, expected: 200 },
      { path: 'orders/1', token: user, expected: 403 },
      { path: 'orders/1', token: admin, expected: 200 },
      { path: 'orders/9', token: admin, expected: 404 },
      { path: 'docs', expected: 200 },
    ];
    for (const { path, token, expected } of requests) {
      const status = await statusOf(`${api}/v1/${path}`, token);
      const by = token === undefined ? 'an anonymous caller' : token === admin ? 'admin' : 'user';
      if (status !== expected)
        throw new Error(
          `${name}: ${path} in ${folder}, asked by ${by}, has the status ${status}. Expected: ${expected}.\n${output}`,
        );
    }
    console.log(
      `${name}  start, sign in, six requests  ${((performance.now() - began) / 1000).toFixed(1)} s`,
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
