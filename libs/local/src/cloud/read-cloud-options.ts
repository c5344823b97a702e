import { parseArgs } from 'node:util';
import { CannotStart } from '@lambda-nest/toolkit/deployment';

export type CommandOptions = {
  port: number;
  pagePort: number;
  identityPort: number;
  projectId: string;
  /** Where everything is kept, relative to the project. */
  folder: string;
  region: string;
  stepMs: number;
  minuteMs: number;
  /** SSM parameters that are there from the beginning, by name. */
  parameters: Readonly<Record<string, string>>;
};

export const USAGE = `npm run cloud [-- --folder <folder>] [--region <region>] [--parameter <name>=<value> …] [--step <milliseconds>]
  [--minute <milliseconds>]

Plays AWS on this machine: serverless deploy, the AWS SDKs and the AWS CLI talk to it when AWS_ENDPOINT_URL says where it is.

  --folder <folder>       where it keeps what was deployed; default .cloud
  --region <region>       of calls that name none; default us-east-1
  --parameter <name>=<value>
                          an SSM parameter of that region that is there from the beginning
  --step <milliseconds>   how long each resource of a stack takes at least, to watch one; default 0
  --minute <milliseconds> how long a minute of a CodeDeploy deployment takes; default 60000

CLOUD_PORT (4566), CLOUD_PAGE_PORT (4567), IDENTITY_PORT (9099) and FIREBASE_PROJECT_ID (demo-local) move its ports and name its Firebase project.`;

/** Reads command line and shell. Throws {@link CannotStart} that says what was expected. */
export function readCloudOptions(args: readonly string[], shell: NodeJS.ProcessEnv): CommandOptions {
  const { folder, region, step, minute, parameter = [] } = readArguments(args);
  const { FIREBASE_PROJECT_ID: named } = shell;
  return {
    port: readNumber('CLOUD_PORT', shell['CLOUD_PORT'] ?? '4566', 65_535),
    pagePort: readNumber('CLOUD_PAGE_PORT', shell['CLOUD_PAGE_PORT'] ?? '4567', 65_535),
    identityPort: readNumber('IDENTITY_PORT', shell['IDENTITY_PORT'] ?? '9099', 65_535),
    // A shell that is set up for deploying names a real project, and no local cloud plays that.
    projectId: named?.startsWith('demo-') ? named : 'demo-local',
    folder,
    region,
    stepMs: readNumber('--step', step, 60_000),
    minuteMs: readNumber('--minute', minute, 60_000),
    parameters: Object.fromEntries(parameter.map(splitParameter)),
  };
}

function readArguments(args: readonly string[]) {
  const options = {
    folder: { type: 'string', default: '.cloud' },
    region: { type: 'string', default: 'us-east-1' },
    step: { type: 'string', default: '0' },
    minute: { type: 'string', default: '60000' },
    parameter: { type: 'string', multiple: true },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new CannotStart(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function readNumber(name: string, text: string, max: number): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new CannotStart(`${name} must be a whole number from 0 to ${max}.`);
}

function splitParameter(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new CannotStart(`--parameter takes <name>=<value>.\n\n${USAGE}`);
}
