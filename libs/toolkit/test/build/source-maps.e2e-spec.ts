import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { createBuild } from '../../src/build/build-function.ts';

const TOTAL = `
type Item = { price: number };

export function total(items: readonly Item[]): number {
  if (items.length === 0) throw new RangeError('An order has items.');
  return items.reduce((sum, { price }) => sum + price, 0);
}
`;

let root: string;
let out: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'maps-')));
  out = join(root, 'out');
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'src/total.ts'), TOTAL);
  writeFileSync(join(root, 'src/entry.ts'), "export { total as handler } from './total.js';\n");
});
afterEach(() => rmSync(root, { recursive: true }));

async function build(hasSourceMaps: boolean): Promise<string> {
  await createBuild({ entry: join(root, 'src/entry.ts'), root })({ folder: out, hasSourceMaps });
  return readFileSync(join(out, 'start.js'), 'utf8');
}

describe('a script of the bundle', () => {
  it('leads a debugger to the file and line of the source', async () => {
    const script = await build(true);
    const [, encoded = ''] =
      /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)$/.exec(script) ?? [];
    const map = new TraceMap(Buffer.from(encoded, 'base64').toString());
    const before = script.slice(0, script.indexOf('RangeError(')).split('\n');
    const at = { line: before.length, column: before.at(-1)?.length ?? 0 };

    expect(originalPositionFor(map, at)).toMatchObject({
      source: pathToFileURL(join(root, 'src/total.ts')).href,
      line: 5,
    });
  });

  it('says nothing of this machine where no debugger is to read it', async () => {
    expect(await build(false)).not.toContain('sourceMappingURL');
  });
});
