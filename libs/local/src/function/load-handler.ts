import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: object) => unknown;

/** A function that cannot be started, by the runtime's own name for it. */
export class InitError extends Error {
  readonly errorType: string;

  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
    this.errorType = errorType;
  }
}

/**
 * Loads `lambda.handler` from the task root by path, the way the managed runtime for Node 24 does.
 *
 * Throws {@link InitError} for what that runtime rejects: among it a handler with three or more parameters, which asked
 * for a callback up to Node 22.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(taskRoot: string, name: string): Promise<Handler> {
  const dot = name.lastIndexOf('.');
  const base = join(taskRoot, name.slice(0, dot));
  const file = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((path) => existsSync(path));
  if (!file) throw new InitError('Runtime.ImportModuleError', `Cannot find ${base}.js, .mjs or .cjs`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const handler = module[name.slice(dot + 1)];
  if (typeof handler !== 'function') {
    throw new InitError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (handler.length >= 3) {
    throw new InitError(
      'Runtime.CallbackHandlerDeprecated',
      `${name} takes ${handler.length} parameters. Node.js 24 on Lambda has no callback handlers: ` +
        'take (event, context) and return a promise',
    );
  }
  return handler as Handler;
}
