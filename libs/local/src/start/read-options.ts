import { parseArgs } from 'node:util';
import { findApiFolder } from '@lambda-nest/toolkit';
import { CannotStart } from '@lambda-nest/toolkit/deployment';

export type Options = {
  port: number;
  identityPort: number;
  projectId: string;
  /** Folder of the function, relative to the repository. */
  folder: string;
  /** Port on which a debugger may attach to the function. Default: none may. */
  inspect?: number;
  /** Access table or packaged template with the routes, relative to the repository. Default: the table of each build. */
  routes?: string;
};

/** Reads command line and shell. Throws {@link CannotStart} that says what was expected. */
export function readOptions(args: readonly string[], shell: NodeJS.ProcessEnv): Options {
  return {
    port: readPort('PORT', shell, 3000),
    identityPort: readPort('IDENTITY_PORT', shell, 9099),
    projectId: readProject(shell),
    ...readArguments(args),
  };
}

function readArguments(args: readonly string[]): Pick<Options, 'folder' | 'routes' | 'inspect'> {
  const options = {
    routes: { type: 'string' },
  } as const;
  try {
    const others = args.filter((arg) => !INSPECT.test(arg));
    const { values, positionals } = parseArgs({ args: others, options, allowPositionals: true });
    const [folder = findApiFolder()] = positionals;
    return {
      folder,
      ...(values.routes !== undefined && { routes: values.routes }),
      ...readInspect(args),
    };
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(
      `${(error as Error).message}. npm start takes the folder of a function, --routes and --inspect.`,
    );
  }
}

/** As Node's own flag, but for a host: a debugger attaches on this machine alone. */
const INSPECT = /^--inspect(?:=(.*))?$/;

function readInspect(args: readonly string[]): Pick<Options, 'inspect'> {
  const match = args.map((arg) => INSPECT.exec(arg)).find(Boolean);
  if (!match) return {};
  const [, text = '9229'] = match;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port > 0 && port <= 65_535) return { inspect: port };
  throw new CannotStart('--inspect takes a port, a number from 1 to 65535: npm start -- --inspect=9230');
}

function readPort(name: string, shell: NodeJS.ProcessEnv, fallback: number): number {
  const text = shell[name] ?? String(fallback);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 0 && port <= 65_535) return port;
  throw new CannotStart(`${name} must be a port, a number from 0 to 65535 (0 takes a free one).`);
}

/** A shell that is set up for deploying names a real project, and no local cloud plays that. */
function readProject({ FIREBASE_PROJECT_ID: named }: NodeJS.ProcessEnv): string {
  return named?.startsWith('demo-') ? named : 'demo-local';
}
