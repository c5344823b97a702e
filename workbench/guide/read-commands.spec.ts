import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readCommands, writeScript } from './read-commands.ts';

const run = (...commands: readonly string[]) => {
  const { status, stdout } = spawnSync('bash', ['-c', writeScript(commands)], { encoding: 'utf8' });
  return { status, stdout };
};

describe('readCommands', () => {
  it('reads every line of every block of commands, and of no other block', () => {
    const guide = '# A\n\n```sh\nnpm ci\nA=1\n```\n\n```ts\nconst a = 1;\n```\n\n```sh\necho $A\n```\n';
    expect(readCommands(guide)).toEqual(['npm ci', 'A=1', 'echo $A']);
  });
});

describe('writeScript', () => {
  it('runs commands in one shell, and shows each', () => {
    expect(run("A='it is'", 'echo "$A"')).toEqual({
      status: 0,
      stdout: '$ A=\'it is\'\n$ echo "$A"\nit is\n',
    });
  });

  it.each(['false', 'false | cat', 'curl -fsS http://127.0.0.1:1', 'echo $UNSET_VARIABLE'])(
    'ends with the first command that fails: %s',
    (command) => {
      const { status, stdout } = run(command, 'echo after');
      expect(status).not.toBe(0);
      expect(stdout).not.toContain('\nafter');
    },
  );
});
