import type { Request } from '../read-requests.ts';
import type { Source } from '../read-source.ts';
import type { Resolved } from '../resolve-module.ts';

/** How optimisations take part in building the graph. */
export type Adaptations = Readonly<{
  /** Another target of a request; `undefined` where nothing is changed. */
  redirect: (request: Request, importer: string) => Resolved | undefined;
  /** The file that is taken instead of a resolved one. */
  relocate: (path: string) => string;
  /**
   * Whether a file is of a form that its package ships for bundlers, and that Node would not take for an ES module. To such a file
   * the default import of a CommonJS module is its `exports.default` where it says `__esModule`, and not the whole.
   */
  isForBundlers: (path: string) => boolean;
  /** The source of a module that no file has. */
  virtual: (path: string) => Source | undefined;
  /** The text of a file, changed or not. */
  edit: (path: string, text: string) => string;
  /** Whether running a module does nothing that another could notice, but for its own exports. */
  isPure: (path: string) => boolean;
}>;
