import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { follow } from './follow.ts';
import { readCommands } from './read-commands.ts';

const SHOP = resolve('examples/shop');
/** What CI has done before it runs this, in the folder above. */
const DONE = ['npm ci'];
/** Every command of the guide on a machine that is busy: three builds, the specs and two deployments among them. */
const MAX_MS = 900_000;

const removeCloud = (): void => rmSync(join(SHOP, '.cloud'), { recursive: true, force: true });
beforeAll(removeCloud);
afterAll(removeCloud);

describe("the shop's guide", () => {
  const commands = readCommands(readFileSync(join(SHOP, 'README.md'), 'utf8'));

  it(
    'holds to its end, command by command',
    async () => {
      expect(commands.slice(0, DONE.length)).toEqual(DONE);
      const { code, output } = await follow(commands.slice(DONE.length), SHOP);
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('"sku":"HAMMER-1"') });
      // The worker beside npm start, and the one that was deployed.
      expect(output.match(/"expired": ?0/g)).toHaveLength(2);
      expect(output).toMatch(/smoke: \d+ requests to http:.*, all as declared/);
    },
    MAX_MS,
  );
});
