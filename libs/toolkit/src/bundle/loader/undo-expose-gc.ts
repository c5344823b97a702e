import type * as V8 from 'node:v8';
import { builtin } from './builtins.ts';

/**
 * Takes back the flag `--expose-gc`, with which Lambda starts Node. The flags a code cache was made with are part of it:
 * with this one V8 rejects the cache of Node's own modules, and each of them is compiled from source. The flag is read
 * only while a context is made, so `gc` stays where it is and nothing else changes.
 */
export function undoExposeGc(): void {
  builtin<typeof V8>('node:v8').setFlagsFromString('--no-expose-gc');
}
