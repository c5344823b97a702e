import { findApiFolder } from '../function/find-api-folder.ts';

/** `worker: ${function:apps/worker}` in serverless.yml. */
const BY_FOLDER = /^\$\{function:([\w./-]+)\}$/;

/**
 * Folders of the functions of a stack, by their names in serverless.yml: those that it takes from their folders, and that of the API,
 * which is written out.
 *
 * @param functions as serverless.yml has them, before what they refer to is in their place
 */
export function readStackFolders(functions: unknown): Readonly<Record<string, string>> {
  const named = typeof functions === 'object' && functions !== null ? Object.entries(functions) : [];
  const folders = named.flatMap(([key, value]) => {
    const [, folder] = BY_FOLDER.exec(typeof value === 'string' ? value : '') ?? [];
    return folder === undefined ? [] : [[key, folder] as const];
  });
  return { api: findApiFolder(), ...Object.fromEntries(folders) };
}
