import type { DeclarationFinder } from '../declarations/find-declared-route.ts';
import { routeKeyOf } from '../gateway/gateway-route.ts';
import type { RequestRecord } from '../gateway/request-record.ts';
import { describeRequest } from './describe-request.ts';
import { explainRefusal } from './explain-refusal.ts';

type Reporting = {
  finder: DeclarationFinder;
  stage: string;
  mappingKey: string;
  /** Claim that holds the caller's roles. */
  rolesClaim: string;
  log: (line: string) => void;
};

/** Writes a line for each request, and below it why it went wrong, when it did. */
export function reportRequests(reporting: Reporting): (record: RequestRecord) => void {
  return (record) => void report(record, reporting);
}

async function report(record: RequestRecord, reporting: Reporting): Promise<void> {
  const { route, status, failure } = record;
  const isRefused = route !== undefined && (status === 401 || status === 403);
  const declared = isRefused ? await reporting.finder.find(routeKeyOf(route)) : undefined;
  const reason =
    failure ?? explainRefusal(record, declared, reporting.rolesClaim) ?? hintOf(record, reporting);
  const line = describeRequest(record);
  reporting.log(reason === undefined ? line : `${line}\n     ${reason.replaceAll('\n', '\n     ')}`);
}

/** What a person who tries URLs by hand gets wrong first. */
function hintOf(
  { route, status, path }: RequestRecord,
  { stage, mappingKey }: Reporting,
): string | undefined {
  if (route || status !== 404) return undefined;
  const isInside = [stage, mappingKey].some((prefix) => path.startsWith(`/${prefix}/`));
  return isInside ? 'no route of the API' : `no API: paths start with /${stage}/ or /${mappingKey}/`;
}
