/** The codes of errors and what their documents look like, free of Nest. */
export { ERRORS, type ErrorEntry } from './error-codes.ts';
export { PROBLEM_MEDIA_TYPE, problemBody, reasonPhrase } from './problem-body.ts';
export type { FieldError, ProblemBody, ProblemFields } from './problem-body.ts';
