import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createProductBuild } from '../../src/build/build-product.ts';
import { loadFunction } from '../../src/function/load-function.ts';

/** A function that has a database, and replies 503 without it. */
const ENTRY = `export const handler = async () => ({ statusCode: process.env.DATABASE_URL === 'postgres://local' ? 200 : 503 });`;

let folder: string;
beforeEach(() => {
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync(resolve('dist/sample-services-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/lambda.ts'), ENTRY);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function build(config: string): Promise<void> {
  writeFileSync(join(folder, 'function.config.ts'), `export default ${config};`);
  const described = await loadFunction(relative('.', folder));
  const run = await createProductBuild({ described, version: '1.0.0' });
  await run({ folder: join(folder, 'built') });
}

describe('samples of a function that has a database', () => {
  it('are tried beside the services that its description starts, which are ended after it', async () => {
    const journal = join(folder, 'journal');
    await build(`{
      name: 'sampled',
      samples: [{ path: '/v1/products' }],
      startSampleServices: async () => ({
        environment: { DATABASE_URL: 'postgres://local' },
        close: async () => (await import('node:fs')).writeFileSync(${JSON.stringify(journal)}, 'closed'),
      }),
    }`);
    expect(readFileSync(journal, 'utf8')).toBe('closed');
  });

  it('are said to fail when the description starts none', async () => {
    await expect(build(`{ name: 'sampled', samples: [{ path: '/v1/products' }] }`)).rejects.toThrow(
      'The sample GET /v1/products was replied to with 503 instead of 200.',
    );
  });
});
