import type { Parameters } from './parameters.ts';
import type { Serverless } from './serverless.ts';

type Sources = Pick<Serverless, 'configurationInput' | 'processedInput'>;

/** The parameters as osls resolves `${param:…}`: the command line before the file of the stage before the defaults. */
export function readParameters({ configurationInput, processedInput }: Sources, stage: string): Parameters {
  const { params = {} } = configurationInput;
  const given = (processedInput.options.param ?? []).map((text) => {
    const at = text.indexOf('=');
    return [text.slice(0, at), text.slice(at + 1).trimEnd()];
  });
  const merged = { ...params['default'], ...params[stage], ...Object.fromEntries(given) };
  return Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, toText(value)]));
}

function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
