import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What Redocly's linter finds in a document, a sentence each. */
export type LintResult = Readonly<{ errors: readonly string[]; warnings: readonly string[] }>;

type Report = Readonly<{
  problems: readonly Readonly<{
    ruleId: string;
    severity: 'error' | 'warn';
    message: string;
    location: readonly Readonly<{ pointer?: string }>[];
  }>[];
}>;

/** Rules and severities of the project; the list of what is ignored lies beside it. */
const CONFIG = 'redocly.yaml';
/** Those that count where a project has none. */
const RULES = fileURLToPath(new URL('rules.yml', import.meta.url));

/**
 * Lints a document by the rules of `redocly.yaml`, or by ours where there is none.
 *
 * @throws Error with what Redocly says when it cannot
 */
export async function lintDocument(path: string): Promise<LintResult> {
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  const config = existsSync(CONFIG) ? CONFIG : RULES;
  const cli = join(dirname(manifest), 'bin/cli.js');
  const options = ['--config', config, '--format', 'json', '--max-problems', '1000'];
  const { problems } = parse(await run([cli, 'lint', path, ...options]));
  const of = (severity: string): readonly string[] =>
    problems.filter((problem) => problem.severity === severity).map(describe);
  return { errors: of('error'), warnings: of('warn') };
}

function run(args: readonly string[]): Promise<string> {
  const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { env: environment, maxBuffer: 64 * 1024 * 1024 },
      // It ends with 1 when it finds errors, and has said them.
      (error, stdout, stderr) => (stdout ? resolve(stdout) : reject(new Error(stderr || error?.message))),
    );
  });
}

function parse(output: string): Report {
  try {
    return JSON.parse(output) as Report;
  } catch (error) {
    throw new Error(`The OpenAPI document cannot be linted:\n${output}`, { cause: error });
  }
}

/** `/orders get: Operation object should contain summary field. (operation-summary)` */
function describe({ ruleId, message, location }: Report['problems'][number]): string {
  const pointer = location[0]?.pointer ?? '';
  const place = pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter((part, index) => index > 0 || part !== 'paths')
    .join(' ');
  return `${place}: ${message} (${ruleId})`;
}
