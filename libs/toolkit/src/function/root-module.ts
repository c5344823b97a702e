import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** The name by which any file may export its root module. */
const ROOT = 'AppModule';

/** File of the root module as `nest new` writes it, relative to the folder of the application. */
export const ROOT_MODULE = 'src/app.module.ts';

/** `nest new` names the root module of an application `app`, `nest g app worker` names it `worker`. */
export function findRootModule(folder: string): string | undefined {
  const candidates = [ROOT_MODULE, `src/${basename(resolve(folder))}.module.ts`];
  return candidates.find((file) => existsSync(join(folder, file)));
}

/** Names by which a file may export the root module, the likeliest first: `worker.module.ts` has `AppModule` or `WorkerModule`. */
export function rootModuleNames(file: string): readonly string[] {
  const words = basename(file)
    .replace(/\.[cm]?[jt]s$/, '')
    .split(/[^A-Za-z0-9]+/);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return [...new Set([ROOT, name])];
}

/**
 * The root module among what a file exports.
 *
 * @throws Error when there is none, saying by what names it may be exported
 */
export function rootModuleOf(exported: Readonly<Record<string, unknown>>, file: string): Function {
  const names = rootModuleNames(file);
  const found = names.map((name) => exported[name]).find((one) => typeof one === 'function');
  if (found) return found;
  throw new Error(`${file} exports no ${names.join(' and no ')}. Export the root module by such a name.`);
}
