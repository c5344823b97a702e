import { types } from 'node:util';
import { COMMAND_ERROR } from './command-error.ts';

/** Names of errors that the engine throws where a program is wrong. */
const OF_THE_ENGINE = new Set(['TypeError', 'ReferenceError', 'RangeError']);

/**
 * What a command says of the error that ended it: the sentence of one that its user can do something about, name and sentence of one of
 * AWS or of the network, and the whole stack of a mistake in the command itself.
 */
export function describeFailure(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const { name, message, stack, cause } = error;
  if (name === 'Error' || name === COMMAND_ERROR || isOfArguments(error)) return message;
  // fetch says "fetch failed", and its cause why.
  if (types.isNativeError(cause)) return `${message}: ${cause.message}`;
  return OF_THE_ENGINE.has(name) && stack !== undefined ? stack : `${name}: ${message}`;
}

/** What `parseArgs` of node:util says of an option that it does not know. */
const isOfArguments = (error: Error): boolean =>
  String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS_');
