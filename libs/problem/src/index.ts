/** Errors as callers see them: RFC 9457 problem details with a stable `code`. */
export { ERRORS, type ErrorEntry } from './error-codes.ts';
export { errorProblem, statusProblem } from './error-problem.ts';
export { noteFrameworkError } from './framework-errors.ts';
export { freeFilters } from './free-filters.ts';
export { gateResponses, UndeclaredResponse, type ReportUndeclared } from './gate-responses.ts';
export { handOverBaseFilters } from './hand-over-base-filters.ts';
export { noteDenials } from './note-denials.ts';
export { noteFrameworkErrors } from './note-framework-errors.ts';
export { PROBLEM_MEDIA_TYPE, problemBody, reasonPhrase } from './problem-body.ts';
export type { FieldError, ProblemBody, ProblemFields } from './problem-body.ts';
export { Problem, type ProblemOptions } from './problem.exception.ts';
export { ProblemFilter, type ReportError } from './problem.filter.ts';
export { replyToStreamErrors } from './reply-to-stream-errors.ts';
export { letReject, letRespond, mayRespond } from './response-gate.ts';
export { sendProblem } from './send-problem.ts';
