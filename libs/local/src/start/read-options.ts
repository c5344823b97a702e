import { parseArgs } from 'node:util';
import { DEFAULT_FUNCTION } from '@lambda-nest/toolkit';
import { CannotStart } from '@lambda-nest/toolkit/deployment';

export type Options = {
  port: number;
  identityPort: number;
  projectId: string;
  /** Folder of the function, relative to the repository. */
  folder: string;
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

function readArguments(args: readonly string[]): Pick<Options, 'folder' | 'routes'> {
  const options = {
    routes: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [folder = DEFAULT_FUNCTION] = positionals;
    return { folder, ...(values.routes !== undefined && { routes: values.routes }) };
  } catch (error) {
    throw new CannotStart(
      `${(error as Error).message}. npm start takes the folder of a function, and --routes.`,
    );
  }
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
