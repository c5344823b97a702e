import type { RequestRecord } from '../gateway/request-record.ts';
import { describeRequest } from './describe-request.ts';
import { explainRefusal } from './explain-refusal.ts';

type Reporting = {
  stage: string;
  mappingKey: string;
  /** Claim that holds the caller's roles. */
  rolesClaim: string;
  log: (line: string) => void;
};

/** Writes a line for each request, and below it why it went wrong, when it did. */
export function reportRequests(reporting: Reporting): (record: RequestRecord) => void {
  return (record) => {
    const line = describeRequest(record);
    const reason =
      record.failure ?? explainRefusal(record, reporting.rolesClaim) ?? hintOf(record, reporting);
    reporting.log(reason === undefined ? line : `${line}\n     ${reason.replaceAll('\n', '\n     ')}`);
  };
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
