import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A script that failed; its message is what the script said. */
export class ScriptError extends Error {
  readonly code = 'SCRIPT_FAILED';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ScriptError';
  }
}

/** By its code, so that one of another copy of this package is one too. */
export function isScriptError(error: unknown): error is ScriptError {
  return error instanceof Error && 'code' in error && error.code === 'SCRIPT_FAILED';
}

/**
 * Runs one of the repository's own scripts, in this version of Node.
 *
 * @param command path of the script, and its arguments
 * @param cwd where it runs; default here
 * @param env its environment; default that of this process
 * @returns what it said on standard output
 * @throws ScriptError with what the script said when it fails
 */
export async function runScript(
  command: readonly string[],
  cwd?: string,
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...command], {
      cwd,
      env,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
    // osls says what is wrong on standard output, and what it was doing on the other.
    throw new ScriptError(
      [stdout, stderr]
        .map((text) => text?.trim())
        .filter(Boolean)
        .join('\n') || message,
      { cause: error },
    );
  }
}
