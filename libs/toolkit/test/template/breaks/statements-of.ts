import type { Template } from '../../../src/template/template.ts';

type Policy = Readonly<{ PolicyDocument: { Statement: unknown[] } }>;

/** What the role of the function allows, statement by statement. */
export function statementsOf({ Resources }: Template): readonly unknown[] {
  const policies = (Resources['ApiRole']?.Properties?.['Policies'] ?? []) as Policy[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}
