import { existsSync, readFileSync } from 'node:fs';
import { STACK_FOLDER } from '../stack/stack-folder.ts';

/** Which stack, and where. */
export type Place = Readonly<{ stackName: string; region: string }>;

/**
 * The stack of a stage: the service of `serverless.yml` in the region that is named, else that of the parameter files, the stage's
 * before the default's and the stack's own.
 *
 * @throws Error when nothing says the region
 */
export function readPlace(stage: string, named?: string): Place {
  const service = findValue('serverless.yml', 'service');
  const region =
    named ??
    findValue(`infra/parameters/${stage}.yml`, 'region') ??
    findValue('infra/parameters/default.yml', 'region') ??
    findValue(`${STACK_FOLDER}/parameters/default.yml`, 'region');
  if (service === undefined || region === undefined)
    throw new Error(
      'serverless.yml must say service, and infra/parameters/default.yml region; or pass --region <region>.',
    );
  return { stackName: `${service}-${stage}`, region };
}

/** A value of one line at the top of a YAML file. */
function findValue(file: string, name: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const [, value] = new RegExp(`^${name}:[ \\t]*([^\\s#'"]+)`, 'm').exec(readFileSync(file, 'utf8')) ?? [];
  return value;
}
