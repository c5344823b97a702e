import { transform } from '@swc/core';
import { compilerOptions } from './compiler-options.ts';
import type { CompilerSettings } from './read-compiler-settings.ts';
import type { SourceType } from './syntax.ts';

/** JavaScript, and the map from it to where it comes from. */
export type Compiled = Readonly<{ code: string; map: string }>;

/** Global classes that load fetch, 20 ms of a cold start, as soon as code names them. */
const OF_FETCH = 'CloseEvent|EventSource|FormData|Headers|MessageEvent|Request|Response|WebSocket';
/** How swc writes the type of a parameter that it cannot see is a type alone, such as Express's `Request`. */
const GUESSED_TYPE = new RegExp(`typeof (${OF_FETCH}) === "undefined" \\? Object : \\1\\b`, 'g');

/**
 * Compiles TypeScript. Express's `Request`, imported as a type of a decorated parameter, would be taken for fetch's global of that
 * name: it becomes `Object`, which is what tsc writes.
 *
 * @param sourceType what the file is, see `compilerOptions`
 * @throws SyntaxError with file and line
 */
export async function compileTypescript(
  source: string,
  filename: string,
  sourceType: SourceType = 'module',
  settings?: CompilerSettings,
): Promise<Compiled> {
  const options = compilerOptions(filename, sourceType, settings);
  const { code, map } = await transform(source, {
    ...options,
    sourceMaps: true,
    jsc: { ...options.jsc, externalHelpers: true },
  }).catch((error: unknown) => {
    throw new SyntaxError(describeSyntaxError(error), { cause: error });
  });
  return { code: code.replaceAll(GUESSED_TYPE, padTo('Object')), map: map ?? '' };
}

/** As long as what it replaces, so that the map stays right. */
function padTo(text: string): (match: string) => string {
  return (match) => text.padEnd(match.length);
}

/**
 * What the compiler says of a source that it cannot read: the error, the file and the line. It writes the stack of its
 * own Rust below, which tells a person nothing.
 */
export function describeSyntaxError(error: unknown): string {
  const { message } = error as Error;
  return message.replace(/\n+Caused by:\n[^]*/, '').trim();
}
