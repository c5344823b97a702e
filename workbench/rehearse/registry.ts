import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../libs/testing/src/free-port.ts';

export type Registry = Readonly<{
  /** `http://127.0.0.1:<port>/`. */
  url: string;
  /** Publishes an archive. */
  publish(archive: string): void;
  close(): void;
}>;

const VERDACCIO = join(import.meta.dirname, 'node_modules/verdaccio/bin/verdaccio');

/** Starts a registry on loopback: what is published there is its own, all else comes from the registry that npm is told of. */
export async function startRegistry(): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const uplink = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  writeFileSync(join(folder, 'config.yaml'), configure(folder, uplink));
  const child = spawn(
    process.execPath,
    [VERDACCIO, '--config', join(folder, 'config.yaml'), '--listen', `127.0.0.1:${port}`],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = once(child, 'close').then(() => {
    throw new Error(`The registry ended:\n${output}`);
  });
  ended.catch(() => undefined);
  await Promise.race([waitFor(`${url}-/ping`), ended]);
  const npmrc = join(folder, 'npmrc');
  // npm publishes nothing without a token; the registry takes any.
  writeFileSync(npmrc, `//127.0.0.1:${port}/:_authToken=rehearsal\n`);
  return {
    url,
    publish(archive) {
      execFileSync(
        'npm',
        ['publish', archive, '--registry', url, '--userconfig', npmrc, '--no-provenance', '--loglevel=error'],
        {
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
    },
    close() {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const configure = (folder: string, uplink: string): string => `storage: ${join(folder, 'storage')}
uplinks:
  upstream:
    url: ${uplink}
    maxage: 60m
    timeout: 60s
packages:
  '@lambda-nest/*':
    access: $all
    publish: $all
  '**':
    access: $all
    proxy: upstream
max_body_size: 50mb
log: { type: stdout, format: pretty, level: warn }
`;

async function waitFor(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
