import { zipSize } from '../../../libs/toolkit/src/build/zip-size.ts';
import { type Case, PRODUCT } from '../cases.ts';
import type { Reading } from '../reading.ts';
import { ACCEPTED_LIMITS } from './accepted-limits.ts';

/** Kilobytes (1,024 bytes) of the deployment package, everything included; of peers only where they are bundled. */
export function measureSize(cases: readonly Case[]): Reading[] {
  return cases
    .filter(({ name, ours, deployment }) => (ours ? name === PRODUCT : deployment.file === 'index.mjs'))
    .map(({ name, ours, deployment }) => ({
      measure: 'size',
      case: name,
      unit: 'KB zipped',
      value: zipSize(deployment.folder) / 1024,
      most: ours ? { of: 'value', is: ACCEPTED_LIMITS.zipBytes / 1024 } : undefined,
    }));
}
