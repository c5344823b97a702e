import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { arePackagesInstalled } from './are-packages-installed.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packages-'));
  writeFileSync(join(folder, 'package.json'), '{"dependencies":{"one":"1.0.0","@two/three":"2.0.0"}}');
});
afterEach(() => rmSync(folder, { recursive: true }));

function install(name: string, version: string): void {
  mkdirSync(join(folder, 'node_modules', name), { recursive: true });
  writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ version }));
}

describe('arePackagesInstalled', () => {
  const look = (): boolean => arePackagesInstalled(pathToFileURL(`${folder}/`));

  it('is true when each package is there in the version of the manifest', () => {
    install('one', '1.0.0');
    install('@two/three', '2.0.0');
    expect(look()).toBe(true);
  });

  it('is false when one is missing, or of another version', () => {
    install('one', '1.0.0');
    expect(look()).toBe(false);
    install('@two/three', '2.0.1');
    expect(look()).toBe(false);
  });
});
