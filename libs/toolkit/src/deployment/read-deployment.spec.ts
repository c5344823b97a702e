import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDeployment } from './read-deployment.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deployment-'));
  file = join(folder, 'routes.json');
});

afterEach(() => rm(folder, { recursive: true }));

describe('readDeployment', () => {
  it('reads a template', async () => {
    await writeFile(file, '{"Resources":{}}');
    expect(await readDeployment(file)).toEqual({ routes: [], payloadFormat: '2.0' });
  });

  it('reads an access table', async () => {
    await writeFile(file, '{"routes":[]}');
    expect(await readDeployment(file)).toEqual({ routes: [] });
  });

  it('reads the variables of Terraform', async () => {
    await writeFile(file, '{"routes_definitions":{}}');
    expect(await readDeployment(file)).toEqual({ routes: [] });
  });

  it('says that the file is neither', async () => {
    await writeFile(file, '{}');
    await expect(readDeployment(file)).rejects.toThrow(
      `The local gateway cannot start: ${file} is neither a template nor a route table.`,
    );
  });

  it('says that there is none', async () => {
    await expect(readDeployment(file)).rejects.toThrow(
      `The local gateway cannot start: its routes cannot be read from ${file} (ENOENT`,
    );
  });
});
