import type { RequestRecord } from '../gateway/request-record.ts';
import { describeRequest } from './describe-request.ts';
import { explainFailure } from './explain-failure.ts';
import { explainRefusal } from './explain-refusal.ts';

type Reporting = {
  /** Claim that holds the caller's roles. */
  rolesClaim: string;
  log: (line: string) => void;
};

/** Writes a line for each request, and below it why it went wrong, when it did. */
export function reportRequests({ rolesClaim, log }: Reporting): (record: RequestRecord) => void {
  return (record) => {
    const line = describeRequest(record);
    const reason = explainFailure(record) ?? explainRefusal(record, rolesClaim);
    log(reason === undefined ? line : `${line}\n     ${reason.replaceAll('\n', '\n     ')}`);
  };
}
