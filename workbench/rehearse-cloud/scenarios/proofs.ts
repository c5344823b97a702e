import { equal } from 'node:assert/strict';
import { addressOf } from '../deployed.ts';
import { signIn } from '../../sign-in.ts';
import type { Scenario } from '../scenario.ts';

export const proofs: Scenario = {
  name: 'npm run conformance and npm run verify:aws pass, infra/verify/echo deployed too',
  async run(rehearsal) {
    const { run, root } = rehearsal;
    const url = await addressOf(rehearsal);
    const echo = await run(['-e', ECHO], { ECHO_FOLDER: `${root}/infra/verify/echo` });
    equal(echo.code, 0, echo.output);
    const echoUrl =
      /http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/\w+(?=\/token)/.exec(echo.output)?.[0] ?? '';
    const tokens = Object.fromEntries(
      await Promise.all(
        (['admin', 'user', 'guest'] as const).map(async (user) => [
          `CONFORMANCE_TOKEN_${user.toUpperCase()}`,
          await signIn(url, user),
        ]),
      ),
    ) as Record<string, string>;
    const conformance = await run(['libs/toolkit/src/conformance/main.ts', '--stage', 'dev'], tokens);
    equal(conformance.code, 0, conformance.output);
    const verified = await run(
      [
        'libs/toolkit/src/verify/main.ts',
        '--stage',
        'dev',
        '--echo',
        echoUrl,
        '--wait',
        '1',
        '--burst',
        '60',
      ],
      tokens,
    );
    equal(verified.code, 0, verified.output);
    const counted = /\d+ of \d+ answers[^\n]*/.exec(conformance.output)?.[0] ?? '';
    return `${counted} ${verified.output.match(/^asking: /gm)?.length} questions asked.`;
  },
};

/** osls deploys the service of the folder that it runs in. */
const ECHO = `
  const { execFileSync } = require('node:child_process');
  const osls = require.resolve('serverless/bin/serverless.js');
  const env = { ...process.env, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const output = execFileSync(process.execPath, [osls, 'deploy'], { cwd: process.env.ECHO_FOLDER, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  console.log(output, execFileSync(process.execPath, [osls, 'info'], { cwd: process.env.ECHO_FOLDER, env, encoding: 'utf8' }));
`;
