import { lowerFirst } from '../../endpoint/shape.ts';
import { isMembers } from '../specification/check-properties.ts';

/** Members as APIs in camelCase have them, however deep: `TimeBasedCanary` is `timeBasedCanary`. */
export function withLowerNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLowerNames);
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [lowerFirst(name), withLowerNames(one)]),
  );
}
