import type { GrantRules } from '@lambda-nest/access/policy';
import type { RequestRecord } from '../gateway/request-record.ts';
import { describeRequest } from './describe-request.ts';
import { explainFailure } from './explain-failure.ts';
import { explainRejection } from './explain-rejection.ts';

type Reporting = {
  /** Where tokens say what their bearers may. */
  grants: GrantRules;
  log: (line: string) => void;
};

/** Writes a line for each request, and below it why it went wrong, when it did. */
export function reportRequests({ grants, log }: Reporting): (record: RequestRecord) => void {
  return (record) => {
    const line = describeRequest(record);
    const reason = explainFailure(record) ?? explainRejection(record, grants);
    log(reason === undefined ? line : `${line}\n     ${reason.replaceAll('\n', '\n     ')}`);
  };
}
