import { isError } from '@lambda-nest/identity';
import { userInfo } from 'node:os';
import { AccountRejection, AccountsUnavailable, Administration } from '@lambda-nest/accounts/management';
import { loadFunction } from '../function/load-function.ts';
import { CommandError } from '../command-error.ts';
import { openAccounts } from './open-accounts.ts';
import { readArguments } from './read-arguments.ts';
import { readNames } from './read-names.ts';
import { runAction } from './run-action.ts';

const HELP = `npm run users -- <what> [<account> [<role>…]] [--project <id> | --user-pool <id>]

Manages who may sign in, and what they may, from a terminal: for the first administrator, who can do the rest by
/v1/admin/users.

  list [<search>]                      accounts with their groups
  grant <account> <role>…              gives groups
  revoke <account> <role>…             takes groups away, and ends the sessions of the account
  disable <account>, enable <account>
  sign-out <account>                   ends its sessions
  reset-password <account>             has a mail sent to its owner

  <account>         e-mail address or id
  --scope <scope>   gives or takes a scope as well; may be repeated (Firebase)
  --project <id>    accounts of a Firebase project, with Google's application default credentials:
                    gcloud auth application-default login, or GOOGLE_APPLICATION_CREDENTIALS
  --user-pool <id>  accounts of a Cognito user pool, with AWS credentials
                    Default: the local identity that npm start runs, on IDENTITY_PORT (9099)

Where accounts keep their groups is said by JWT_AUTHORIZATION_GROUPS_ATTR_NAME (groups), JWT_ROLE_NAMES and
JWT_SCOPE_CLAIMS, as for the application.
`;

const WHERE_CREDENTIALS =
  'See to the credentials: npm run users -- --help says which are used, and infra/google-credentials.md what they need.';

try {
  await run(process.argv.slice(2));
} catch (error) {
  const message = messageOf(error);
  if (message === undefined) throw error;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.length === 0) {
    process.stdout.write(HELP);
    return;
  }
  const wanted = readArguments(args);
  const { generated } = await loadFunction();
  const names = await readNames(generated);
  const store = await openAccounts(wanted, process.env);
  const administration = new Administration({
    store,
    ...names,
    log: {
      info: (message, fields) => void process.stderr.write(`${JSON.stringify({ message, ...fields })}\n`),
    },
  });
  const actor = `terminal:${userInfo().username}`;
  for await (const line of runAction(wanted, { administration, store, actor }))
    process.stdout.write(`${line}\n`);
}

/** For a person; `undefined` for a mistake of ours. */
function messageOf(error: unknown): string | undefined {
  if (error instanceof CommandError) return error.message;
  if (isError(error, AccountRejection))
    return error.field === undefined ? error.message : `${error.field}: ${error.message}`;
  if (isError(error, AccountsUnavailable))
    return `${error.message} (${error.providerCode}) ${WHERE_CREDENTIALS}`;
  return undefined;
}
