import type { Store } from '../store/open-store.ts';
import { openParameters } from './parameter-record.ts';

/** Puts parameters of type String that are not there yet. */
export function seedParameters(store: Store, region: string, values: Readonly<Record<string, string>>): void {
  const parameters = openParameters(store);
  for (const [Name, Value] of Object.entries(values)) {
    if (parameters.get(region, Name)) continue;
    const version = {
      Value,
      Type: 'String' as const,
      LastModifiedDate: new Date().toISOString(),
      LastModifiedUser: 'local',
    };
    parameters.put([region, Name], { Name, versions: [version], tags: [] });
  }
}
