import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { readPlace, type Place } from '../logs/read-place.ts';
import { takeLocalCredentials } from '../serverless/take-local-credentials.ts';
import { describeFailure } from '../describe-failure.ts';
import { showHelp } from '../show-help.ts';
import { CommandError } from '../command-error.ts';

export type StageClients = Readonly<{
  cloudFormation: CloudFormationClient;
  lambda: LambdaClient;
  codeDeploy: CodeDeployClient;
}>;

export type StageCall = Readonly<{
  stage: string;
  place: Place;
  /** All options that were given, --stage and --region among them. */
  values: Readonly<Record<string, string | undefined>>;
  /** What is neither: handed on to serverless. */
  rest: readonly string[];
  clients: StageClients;
}>;

type Command = Readonly<{
  usage: string;
  /** Names of further options, each with a value. */
  options?: readonly string[];
  /** Whether what is not known is handed on. Default `false`: it is rejected. */
  handsOn?: boolean;
  run: (call: StageCall) => Promise<void>;
}>;

/**
 * Runs a command on a stage: reads its options, opens clients for the stage's region, and writes what is wrong in a sentence.
 * The process ends with 2 when it was not done.
 */
export async function runStageCommand({ usage, options = [], handsOn = false, run }: Command): Promise<void> {
  showHelp(usage);
  Object.assign(process.env, takeLocalCredentials(process.env));
  try {
    const known: ParseArgsOptionsConfig = Object.fromEntries(
      ['stage', 'region', ...options].map((name) => [name, { type: 'string' }]),
    );
    const { own, rest } = splitArguments(process.argv.slice(2), Object.keys(known), handsOn);
    const values = parseArgs({ args: own, options: known }).values as Record<string, string | undefined>;
    const { stage, region: named } = values;
    if (stage === undefined) throw new CommandError(`Say which stage: --stage <name>.\n\n${usage}`);
    const place = readPlace(stage, named);
    const { region } = place;
    const clients = {
      cloudFormation: new CloudFormationClient({ region }),
      lambda: new LambdaClient({ region }),
      codeDeploy: new CodeDeployClient({ region }),
    };
    await run({ stage, place, values, rest, clients });
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 2;
  }
}

/** Options of ours with their values, and the others. */
function splitArguments(
  args: readonly string[],
  known: readonly string[],
  handsOn: boolean,
): { own: string[]; rest: string[] } {
  if (!handsOn) return { own: [...args], rest: [] };
  const own: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? '';
    const [, name = '', value] = /^--([\w-]+)(=.*)?$/.exec(argument) ?? [];
    if (!known.includes(name)) {
      rest.push(argument);
      continue;
    }
    own.push(argument);
    if (value === undefined) own.push(args[(at += 1)] ?? '');
  }
  return { own, rest };
}
