import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { Plugin } from 'esbuild';
import { DOORS } from './edits/doors.ts';

/** Name of the file a door leads to. */
const toName = (door: string): string => `door-${door.replaceAll('/', '-').replace(/(?:-index)?\.js$/, '')}`;

/** The doors as further entries of the bundle, so that what they share with the rest is not there twice. */
export function listDoors(): Record<string, string> {
  const root = createRequire(import.meta.url);
  const find = (door: string, owner: string): string => createRequire(root.resolve(owner)).resolve(door);
  return Object.fromEntries(Object.entries(DOORS).map(([door, owner]) => [toName(door), find(door, owner)]));
}

/** Turns `require('door:…')` into one of the file that the door leads to. */
export const openDoors: Plugin = {
  name: 'open-doors',
  setup(build) {
    build.onResolve({ filter: /^door:/ }, ({ path }) => ({
      path: `./${basename(toName(path.slice('door:'.length)))}.js`,
      external: true,
    }));
  },
};
