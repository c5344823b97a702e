import { parseArgs } from 'node:util';
import { CommandError } from '../command-error.ts';

/** What can be done with an account, and whether it takes names of roles. */
const ACTIONS = {
  list: { isOfOne: false, roles: 'none' },
  grant: { isOfOne: true, roles: 'some' },
  revoke: { isOfOne: true, roles: 'some' },
  disable: { isOfOne: true, roles: 'none' },
  enable: { isOfOne: true, roles: 'none' },
  'sign-out': { isOfOne: true, roles: 'none' },
  'reset-password': { isOfOne: true, roles: 'none' },
} as const;

export type Action = keyof typeof ACTIONS;

export type UsersArguments = Readonly<{
  action: Action;
  /** E-mail address or id of the account; what is searched for with `list`. */
  who?: string;
  roles: readonly string[];
  scopes: readonly string[];
  /** Firebase project; neither this nor a user pool: the local identity. */
  project?: string;
  userPool?: string;
}>;

const FIRST = `The first word must be one of ${Object.keys(ACTIONS).join(', ')}. See npm run users -- --help.`;

/** @throws CommandError when the arguments say nothing that can be done */
export function readArguments(args: readonly string[]): UsersArguments {
  const { values, positionals } = parse(args);
  const [action = '', who, ...roles] = positionals;
  if (!isAction(action)) throw new CommandError(FIRST);
  const { isOfOne, roles: takes } = ACTIONS[action];
  const { scope: scopes = [], project, 'user-pool': userPool } = values;
  if (isOfOne && who === undefined)
    throw new CommandError(`Say whose account: npm run users -- ${action} user@example.com`);
  if (takes === 'none' && roles.length + scopes.length > 0)
    throw new CommandError(`${action} takes one account, and neither roles nor scopes.`);
  if (takes === 'some' && roles.length + scopes.length === 0)
    throw new CommandError(`Say which roles: npm run users -- ${action} ${who} ADMINS`);
  if (project !== undefined && userPool !== undefined)
    throw new CommandError('--project is for Firebase and --user-pool for Cognito. Name one of them.');
  return {
    action,
    roles,
    scopes,
    ...(who === undefined ? {} : { who }),
    ...(project === undefined ? {} : { project }),
    ...(userPool === undefined ? {} : { userPool }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        scope: { type: 'string', multiple: true },
        project: { type: 'string' },
        'user-pool': { type: 'string' },
      },
    });
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    throw new CommandError(`${(error as Error).message} See npm run users -- --help.`);
  }
}

function isAction(name: string): name is Action {
  return Object.hasOwn(ACTIONS, name);
}
