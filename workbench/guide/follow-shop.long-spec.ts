import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from '../../libs/testing/src/free-port.ts';
import { readCommands, writeScript } from './read-commands.ts';

const SHOP = resolve('examples/shop');
/** What CI has done before it runs this, in the folder above. */
const DONE = ['npm ci'];
const DEFAULT_PORTS = { PORT: '3000', IDENTITY_PORT: '9099', CLOUD_PORT: '4566' };
/** Every command of the guide on a machine that is busy: three builds, the specs and two deployments among them. */
const MAX_MS = 900_000;

const ports: Record<string, string> = {};
beforeAll(async () => {
  for (const name of Object.keys(DEFAULT_PORTS)) ports[name] = String(await freePort());
  rmSync(join(SHOP, '.cloud'), { recursive: true, force: true });
});
afterAll(() => rmSync(join(SHOP, '.cloud'), { recursive: true, force: true }));

/** The guide's own addresses, where nothing else listens. */
function moved(script: string): string {
  return Object.entries(DEFAULT_PORTS).reduce(
    (moving, [name, port]) => moving.replaceAll(`:${port}`, `:${ports[name]}`),
    script,
  );
}

async function follow(commands: readonly string[]): Promise<{ code: unknown; output: string }> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^NODE_OPTIONS$|^AWS_|^JEST_/.test(name),
  );
  const child = spawn('bash', ['-c', moved(writeScript(commands))], {
    cwd: SHOP,
    env: { ...Object.fromEntries(kept), ...ports },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, output: `${stdout}${stderr}` };
}

describe("the shop's guide", () => {
  const commands = readCommands(readFileSync(join(SHOP, 'README.md'), 'utf8'));

  it(
    'holds to its end, command by command',
    async () => {
      expect(commands.slice(0, DONE.length)).toEqual(DONE);
      const { code, output } = await follow(commands.slice(DONE.length));
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('"sku":"HAMMER-1"') });
      // The worker beside npm start, and the one that was deployed.
      expect(output.match(/"expired": ?0/g)).toHaveLength(2);
      expect(output).toMatch(/smoke: \d+ requests to http:.*, all as declared/);
    },
    MAX_MS,
  );
});
