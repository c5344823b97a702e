import { existsSync, readFileSync } from 'node:fs';
import { EMULATORS } from '../emulators.ts';

/** Whether each package of the manifest in a folder is installed there in just the version that it names. */
export function arePackagesInstalled(folder: URL = EMULATORS): boolean {
  const { dependencies } = readManifest(new URL('package.json', folder)) as {
    dependencies: Record<string, string>;
  };
  return Object.entries(dependencies).every(([name, version]) => {
    const manifest = new URL(`node_modules/${name}/package.json`, folder);
    return existsSync(manifest) && readManifest(manifest).version === version;
  });
}

function readManifest(file: URL): { version?: string } {
  return JSON.parse(readFileSync(file, 'utf8')) as { version?: string };
}
