import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RULES = fileURLToPath(new URL('rules.yml', import.meta.url));

/** What Redocly's linter finds in a document, as a text for people; `undefined` when it is clean. */
export function lintDocument(path: string): Promise<string | undefined> {
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  const cli = join(dirname(manifest), 'bin/cli.js');
  const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, 'lint', path, '--config', RULES, '--format', 'stylish'],
      { env: environment },
      (error, stdout, stderr) => resolve(error ? `${stdout}${stderr}`.trim() : undefined),
    );
  });
}
