import type { HttpException } from '@nestjs/common';
import { ERRORS } from './error-codes.ts';
import { statusProblem } from './error-problem.ts';
import { frameworkErrorsOf } from './framework-errors.ts';
import { problemBody, reasonPhrase, type FieldError, type ProblemBody } from './problem-body.ts';

/** A code that a program can compare: `ORDER_SENT`, `409001`. */
const STABLE_CODE = /^[\w.-]{1,64}$/;

/**
 * The problem of an exception. Below 500 its author speaks to the caller: the text is `detail`, a list of texts `errors`,
 * `errorCode` the `code`. Of an exception of 500 and above, or one that the framework made, only the status counts.
 */
export function exceptionProblem(exception: HttpException): ProblemBody {
  const status = exception.getStatus();
  if (!Number.isInteger(status) || status < 400 || status > 599) return statusProblem(500);
  if (status >= 500) return statusProblem(status);
  const fields = isParserText(exception) ? [] : frameworkErrorsOf(exception);
  return fields ? frameworkProblem(status, fields) : authorsProblem(status, exception);
}

/** An exception of Nest has a text as its response, or an object with `message` and `errorCode`. */
function authorsProblem(status: number, exception: HttpException): ProblemBody {
  const response = exception.getResponse();
  const { message: text, errorCode = exception.errorCode } =
    typeof response === 'string'
      ? { message: response }
      : (response as { message?: unknown; errorCode?: unknown });
  return problemBody({
    status,
    ...(typeof errorCode === 'string' && STABLE_CODE.test(errorCode) ? { code: errorCode } : {}),
    // A text that repeats the title says nothing more: `new NotFoundException()` has it from Nest.
    detail:
      typeof text === 'string' && text !== '' && text !== reasonPhrase(status)
        ? text
        : statusProblem(status).detail,
    ...(Array.isArray(text) ? { errors: toErrors(text) } : {}),
  });
}

/** The fields that are known to be wrong, in place of what the framework says of them. */
function frameworkProblem(status: number, errors: readonly FieldError[]): ProblemBody {
  const problem = statusProblem(status);
  return errors.length > 0 ? { ...problem, detail: ERRORS.inputInvalid.detail, errors } : problem;
}

function toErrors(texts: readonly unknown[]): readonly FieldError[] {
  return texts.filter((text) => typeof text === 'string').map((detail) => ({ detail }));
}

/**
 * Nest's upload interceptors pass on what multer says, which names the caller's fields. Multer's own error is the cause;
 * an author who catches that one writes a text of their own.
 */
function isParserText({ message, cause }: HttpException): boolean {
  return cause instanceof Error && cause.name === 'MulterError' && message.startsWith(cause.message);
}
