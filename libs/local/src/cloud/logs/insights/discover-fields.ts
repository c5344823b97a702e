import type { StoredEvent } from '../event-table.ts';
import type { Fields, Value } from './expression.ts';

/** How many members of a JSON message become fields. */
const MAX_FIELDS = 1000;

/**
 * Fields of an event: those of every event with an `@`, and the members of a JSON message, nested ones by dots.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function discoverFields(event: StoredEvent, group: string, accountId: string): Fields {
  const { timestamp, ingestionTime, message, stream, id } = event;
  return {
    ...membersOf(message),
    '@timestamp': timestamp,
    '@ingestionTime': ingestionTime,
    '@message': message,
    '@logStream': stream,
    '@log': `${accountId}:${group}`,
    '@ptr': Buffer.from(String(id)).toString('base64url'),
  };
}

function membersOf(message: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return {};
  }
  const fields: Record<string, Value> = {};
  let count = 0;
  const add = (prefix: string, one: unknown): void => {
    if (count >= MAX_FIELDS || one === null) return;
    if (typeof one === 'object') {
      for (const [name, member] of Object.entries(one as object))
        add(prefix === '' ? name : `${prefix}.${name}`, member);
      return;
    }
    count += 1;
    if (prefix !== '') fields[prefix] = one as Value;
  };
  add('', value);
  return fields;
}
