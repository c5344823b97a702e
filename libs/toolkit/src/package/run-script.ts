import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Runs one of the repository's own scripts, in this version of Node.
 *
 * @param command path of the script, and its arguments
 * @param cwd where it runs; default here
 * @param env its environment; default that of this process
 * @returns what it said on standard output
 * @throws Error with what the script said when it fails
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
    throw new Error(
      [stdout, stderr]
        .map((text) => text?.trim())
        .filter(Boolean)
        .join('\n') || message,
      { cause: error },
    );
  }
}
