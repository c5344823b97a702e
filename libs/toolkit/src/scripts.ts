import { ownScript } from './own-script.ts';

/** Scripts of the toolkit that others run in processes of their own, by absolute path. */
export const SCRIPTS = {
  /** `npm run build`. */
  build: ownScript(import.meta.url, './build/main'),
  /** Builds whenever a message asks it to. */
  serveBuilds: ownScript(import.meta.url, './build/serve-builds'),
  /** `npm run contract`. */
  contract: ownScript(import.meta.url, './contract/main'),
} as const;

export { ownScript } from './own-script.ts';
