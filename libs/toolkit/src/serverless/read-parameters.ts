import type { Parameters } from './parameters.ts';
import type { Serverless } from './serverless.ts';

type Values = Serverless['configurationInput']['params'][string];
type Sources = Pick<Serverless, 'configurationInput' | 'processedInput'>;

/**
 * The parameters as osls resolves `${param:…}`: the command line before the file of the stage before the defaults. The
 * region is the one that is deployed to, so `--region` comes before the parameter of that name.
 */
export function readParameters({ configurationInput, processedInput }: Sources, stage: string): Parameters {
  const { params } = configurationInput;
  const { param = [], region } = processedInput.options;
  const given = param.map((text) => {
    const at = text.indexOf('=');
    return [text.slice(0, at), text.slice(at + 1).trimEnd()];
  });
  const merged = {
    ...withoutNulls(params['default']),
    ...withoutNulls(params[stage]),
    ...Object.fromEntries(given),
    ...(region !== undefined && { region }),
  };
  return Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, toText(value)]));
}

/** Without what a file leaves open: a stage that says null has the default, as osls resolves it. */
function withoutNulls(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value != null));
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
