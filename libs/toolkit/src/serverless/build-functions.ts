import type { FunctionDescription } from '../function/load-function.ts';
import { runScript } from '../package/run-script.ts';
import { writeZip } from '../package/write-zip.ts';
import { SCRIPTS } from '../scripts.ts';

/**
 * Builds functions into `dist/<name>` and `dist/<name>.zip`.
 *
 * @returns what the build said
 * @throws ScriptError with what a script said when the contract is not up to date or the build fails
 */
export async function buildFunctions(functions: readonly FunctionDescription[]): Promise<string> {
  const folders = functions.map(({ folder }) => folder);
  // In processes of their own: they import the sources of the application.
  await runScript([SCRIPTS.contract, '--check', ...folders]);
  const said = await runScript([SCRIPTS.build, ...folders]);
  for (const { name } of functions) writeZip(`dist/${name}`, `dist/${name}.zip`);
  return said;
}
