import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Said = Readonly<{ code: unknown; output: string }>;

/**
 * Runs a script in a shell of its own, as a person or a job of CI would.
 *
 * @param flags of the shell, such as `-e`
 * @param variables beside those of who runs the test
 */
export async function runShell(
  script: string,
  {
    folder,
    flags = [],
    variables,
  }: Readonly<{ folder: string; flags?: readonly string[]; variables: Variables }>,
): Promise<Said> {
  const child = spawn('bash', [...flags, '-c', script], {
    cwd: folder,
    env: { ...ownEnvironment(), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, output: `${stdout}${stderr}` };
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** Of who runs the test, without what would lead to another AWS or another test. */
export function ownEnvironment(): Variables {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^NODE_OPTIONS$|^AWS_|^JEST_/.test(name),
  );
  return Object.fromEntries(kept);
}
