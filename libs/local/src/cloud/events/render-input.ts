import { isMembers } from '../cloudformation/specification/check-properties.ts';
import type { RuleTarget } from './rule-records.ts';

/**
 * What a target is handed of an event, as JSON: the event itself, a part of it, a constant, or a template that parts are put
 * into.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function renderInput(target: RuleTarget, event: Readonly<Record<string, unknown>>): string {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return JSON.stringify(readPath(event, InputPath) ?? null);
  if (!InputTransformer) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  const filled = InputTemplate.replace(/("?)<([\w.-]+)>\1/g, (whole, quote: string, name: string) => {
    if (name === 'aws.events.event.json') return JSON.stringify(event);
    const path = InputPathsMap[name];
    if (path === undefined) return whole;
    const value = readPath(event, path);
    if (typeof value === 'string') return JSON.stringify(value);
    return quote === '' ? JSON.stringify(value ?? null) : JSON.stringify(JSON.stringify(value ?? null));
  });
  return isJson(filled) ? filled : JSON.stringify(filled);
}

/** `$.detail.state`, `$.resources[0]` */
function readPath(event: unknown, path: string): unknown {
  const names = path
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .filter(Boolean);
  return names.reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return (value as unknown[])[Number(name)];
    return isMembers(value) ? value[name] : undefined;
  }, event);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
