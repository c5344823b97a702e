import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { DeclaredRoute } from './declared-route.ts';
import { readDeclaredRoutes } from './read-declared-routes.ts';

export type DeclarationFinder = {
  /** Where a route is declared, `undefined` when no source says so in plain strings. */
  find(routeKey: string): Promise<DeclaredRoute | undefined>;
  /** To be called when sources changed. */
  forget(): void;
};

/** Looks declarations up in the sources below a folder, read on the first question and then remembered. */
export function createDeclarationFinder(folder: string, root: string): DeclarationFinder {
  let known: Promise<Map<string, DeclaredRoute>> | undefined;
  return {
    async find(routeKey) {
      known ??= readFolder(folder, root);
      return (await known).get(routeKey);
    },
    forget() {
      known = undefined;
    },
  };
}

async function readFolder(folder: string, root: string): Promise<Map<string, DeclaredRoute>> {
  // Not needed to start with, and heavy.
  const { default: typescript } = await import('typescript');
  const files = await readdir(folder, { recursive: true });
  const routes = await Promise.all(
    files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'))
      .map(async (file) => {
        const path = join(folder, file);
        return readDeclaredRoutes(typescript, relative(root, path), await readFile(path, 'utf8'));
      }),
  );
  return new Map(routes.flat().map((route) => [route.routeKey, route]));
}
