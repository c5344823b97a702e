import { execFileSync } from 'node:child_process';

/** Commits without the name, key and hooks of who runs the test. */
const IDENTITY = ['user.name=tests', 'user.email=tests@example.com', 'commit.gpgsign=false'];

/** Git in a repository that a test has made. */
export const gitIn =
  (folder: string) =>
  (...args: readonly string[]): void => {
    const options = IDENTITY.flatMap((setting) => ['-c', setting]);
    execFileSync('git', [...options, ...args], { cwd: folder, stdio: 'pipe' });
  };
