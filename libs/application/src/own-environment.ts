import type { Environment } from './environment.reader.ts';

/**
 * The variables of the process: what an entry takes where its caller gives none. Nothing else here looks at them, so an
 * application with an environment of its own is not told by another.
 */
export function ownEnvironment(): Environment {
  return process.env;
}
