/** Errors as callers see them: RFC 9457 problem details with a stable `code`. */
export { errorProblem, statusProblem } from './error-problem.ts';
export { PROBLEM_MEDIA_TYPE, problemBody, reasonPhrase } from './problem-body.ts';
export type { FieldError, ProblemBody, ProblemFields } from './problem-body.ts';
export { Problem, type ProblemOptions } from './problem.exception.ts';
export { ProblemFilter, type ReportError } from './problem.filter.ts';
export { sendProblem } from './send-problem.ts';
