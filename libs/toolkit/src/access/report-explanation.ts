import { describeSource } from '../deployment/describe-source.ts';
import { describeDeclaration } from '@lambda-nest/access/policy';
import type { AccessEntry } from '../contract/render/access-json.ts';
import type { CheckedCaller } from './checked-caller.ts';
import type { Verdict } from './explain-access.ts';

/** Tells what becomes of a request: the gateway's decision, then the application's, and where that is declared. */
export function reportExplanation(
  entry: AccessEntry,
  { who, grants }: CheckedCaller,
  { gateway, application }: { gateway: Verdict; application: Verdict },
): string {
  const reached = gateway.status === 'passes' ? '' : 'not reached; by itself it ';
  return `${entry.method} ${entry.path} as ${printable(who)}

${grants ? `roles        ${printable(grants.roles)}\nscopes       ${printable(grants.scopes)}\n` : ''}gateway      ${tell(gateway)}
application  ${reached}${tell(application)}

declared for ${describeDeclaration(entry.access)} at ${describeSource(entry.source)} (${entry.name})
`;
}

function tell({ status, reason }: Verdict): string {
  return `${status === 'passes' ? 'lets in' : `answers ${status}`}: ${printable(reason)}`;
}

/** Text of a token whose signature may be wrong, without what a terminal would obey. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\xa1-\uffff]/g, '?').slice(0, 1_000);
}
