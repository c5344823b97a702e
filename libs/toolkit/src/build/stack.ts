/** `npm run stack < pasted.txt`: names the files and lines that a stack of the bundle comes from. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { showHelp } from '../show-help.ts';
import { readPastedStack } from './read-pasted-stack.ts';
import { stackMapper, type StackMap } from '../bundle/loader/map-stack.ts';

const USAGE = `npm run stack -- [--map dist/api.stack.json] [file]

Names the source files and lines in a stack trace of the deployed bundle. The trace is read from the file, or from what is
pasted into the terminal (Ctrl-D ends it); a whole line of the function's log will do.

  --map <file>  written beside the bundle by the build that was deployed. Keep it with the zip: positions of another
                build name other lines`;

showHelp(USAGE);

try {
  const { values, positionals } = parseArgs({
    options: { map: { type: 'string', default: 'dist/api.stack.json' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  const map = readMap(values.map);
  const pasted = file === undefined ? await text(process.stdin) : readFileSync(file, 'utf8');
  process.stdout.write(`${stackMapper(map)(readPastedStack(pasted))}\n`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function readMap(file: string): StackMap {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    throw new Error(
      `${file} cannot be read. \`npm run build\` writes it; --map names the one of the build that was deployed.`,
    );
  }
  return JSON.parse(content) as StackMap;
}
