import { parseArgs } from 'node:util';
import { CannotStart } from '@lambda-nest/toolkit/deployment';
import { requestToken } from './request-token.ts';

const HELP = `Usage: npm run token -- [--as <user>] [--scope <scope>]…

Prints a token of the local identity that npm start runs.

  --as <user>      a seeded user, by name or e-mail address (default user); with another provider than
                   Firebase also local-program, a program in its own name
  --scope <scope>  a scope for the token; may be repeated
  IDENTITY_PORT    port of the local identity (default 9099)
`;

/** `npm run token -- --as user --scope orders:write` */
async function run(): Promise<void> {
  const { as, scope, help } = readArguments();
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  const port = Number(process.env['IDENTITY_PORT'] ?? 9099);
  process.stdout.write(`${await requestToken({ as, scopes: scope, port })}\n`);
}

function readArguments(): { as: string; scope: readonly string[]; help: boolean } {
  try {
    const { as, scope, help } = parseArgs({
      options: {
        as: { type: 'string', default: 'user' },
        scope: { type: 'string', multiple: true },
        help: { type: 'boolean', default: false },
      },
    }).values;
    return { as, scope: scope ?? [], help };
  } catch (error) {
    throw new CannotStart(`${(error as Error).message}.\n\n${HELP}`);
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
