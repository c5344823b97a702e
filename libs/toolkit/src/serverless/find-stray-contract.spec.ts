import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Invocation } from './invocation.ts';
import { findConfigurationViolations } from './find-configuration-violations.ts';
import { findStrayContract } from './find-stray-contract.ts';
import { readStackFolders } from './stack-folders.ts';
import { StackFunctions } from './stack-functions.ts';

const SENTENCE =
  'serverless.yml takes the routes from infra/generated, and npm run contract writes those of apps/billing into apps/billing/generated. ' +
  "Say in apps/billing/function.config.ts: export default defineFunction({ generated: '../../infra/generated' }), and run npm run contract.";

describe('findStrayContract', () => {
  it('accepts an API whose contract is where serverless.yml reads it', () => {
    expect(findStrayContract({ folder: 'apps/api', generated: 'infra/generated' })).toEqual([]);
  });

  it('names both folders, and what to write', () => {
    expect(findStrayContract({ folder: 'apps/billing', generated: 'apps/billing/generated' })).toEqual([
      SENTENCE,
    ]);
  });
});

describe('a stack whose API was replaced by another application', () => {
  const home = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stray-contract-'));
    process.chdir(folder);
    mkdirSync('apps/billing/src', { recursive: true });
    mkdirSync('infra/generated', { recursive: true });
    writeFileSync('apps/billing/src/billing.module.ts', '');
    writeFileSync('nest-cli.json', '{ "root": "apps/billing" }');
    writeFileSync('infra/generated/access.json', '{ "routes": [] }');
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  it('is not packaged with the routes that the former one left', async () => {
    const invocation = { stage: 'dev', command: 'package', isPackaged: false, parameters: {} };
    const functions = new StackFunctions(readStackFolders({}));
    await expect(
      findConfigurationViolations(invocation as unknown as Invocation, functions, ['default', 'dev']),
    ).resolves.toEqual([SENTENCE]);
  });
});
