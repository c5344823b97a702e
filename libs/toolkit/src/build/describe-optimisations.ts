import type { OptimisationReport } from '../bundle/optimisations/apply-optimisations.ts';

/** What every build ends with: `optimisations: 18 applied, 1 skipped (nest-scan)`, and why each was skipped. */
export function describeOptimisations({ applied, skipped }: OptimisationReport): string {
  const names = skipped.map(({ name }) => name).join(', ');
  const reasons = skipped.map(
    ({ name, reason }) => `  ${name} is skipped: ${reason}. The function is right without it.`,
  );
  const count = `optimisations: ${applied.length} applied, ${skipped.length} skipped`;
  return [...reasons, skipped.length > 0 ? `${count} (${names})` : count].join('\n');
}
