import {
  FileTypeValidator,
  HttpException,
  MaxFileSizeValidator,
  ParseArrayPipe,
  ParseBoolPipe,
  ParseDatePipe,
  ParseEnumPipe,
  ParseFilePipe,
  ParseFloatPipe,
  ParseIntPipe,
  ParseUUIDPipe,
  StandardSchemaValidationPipe,
  ValidationPipe,
  type ArgumentMetadata,
  type PipeTransform,
} from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { noteFrameworkError } from '@lambda-nest/problem';
import { toFieldErrors, type FieldViolation } from './invalid-input.ts';
import type { Issue } from './standard-schema.ts';
import { validationViolations } from './validate-input.ts';
import { issueViolations } from './validate-schema.ts';

/** A pipe of Nest: what it finds wrong goes through a factory, which the application may have replaced. */
type BuiltInPipe = PipeTransform & { exceptionFactory: (found: unknown) => unknown };

/** What a factory was given, by the exception that it made of it. */
const FOUND = new WeakMap<object, unknown>();

/** Pipes whose factory notes what it is given. */
const LISTENED = new WeakSet<object>();

const EXPECTED = new Map<unknown, string>([
  [ParseArrayPipe, 'It must be a list.'],
  [ParseBoolPipe, 'It must be true or false.'],
  [ParseDatePipe, 'It must be a date.'],
  [ParseEnumPipe, 'It must be one of the known values.'],
  [ParseFloatPipe, 'It must be a number.'],
  [ParseIntPipe, 'It must be a whole number.'],
  [ParseUUIDPipe, 'It must be a UUID.'],
]);

let isDone = false;

/**
 * Notes, of what Nest's own pipes reject, which field it was: `ParseUUIDPipe` does not say, and `ValidationPipe` quotes
 * names that the caller made up. Exceptions stay as they are, for filters; those whose text an `exceptionFactory` of the
 * application wrote stay that author's. Done once, to the classes: a decorator may hold a class or an instance of one.
 */
export function noteBuiltInPipes(): void {
  if (isDone) return;
  isDone = true;
  for (const [Pipe, detail] of EXPECTED) {
    note(Pipe, {
      textOf: (_pipe, found) => found,
      violationsOf: ({ value }) => [{ detail: isMissing(value) ? 'It is required.' : detail }],
    });
  }
  note(ParseFilePipe, {
    textOf: (pipe, found, value) =>
      isMissing(value) || isTextOfNest(pipe, found, value) ? found : undefined,
    violationsOf: ({ value }) => [
      { detail: isMissing(value) ? 'It is required.' : 'The file is not accepted.' },
    ],
  });
  note(ValidationPipe, {
    textOf: (pipe, found) =>
      responseText((pipe as ValidationPipe).createExceptionFactory()(found as ValidationError[])),
    // A text alone: the application wants no details told.
    violationsOf: ({ found, text, value, name }) =>
      typeof text === 'string' ? [] : validationViolations(found as ValidationError[], value, name),
  });
  note(StandardSchemaValidationPipe, {
    textOf: (pipe, found) =>
      (pipe as unknown as { formatIssueMessages(found: unknown): unknown }).formatIssueMessages(found),
    violationsOf: ({ found, value, name }) => issueViolations(found as Issue[], value, name),
  });
}

type Rejection = Readonly<{ found: unknown; text: unknown; value: unknown; name: string | undefined }>;

type Reading = Readonly<{
  /** The text that Nest itself makes of what the pipe found. */
  textOf: (pipe: PipeTransform, found: unknown, value: unknown) => unknown;
  /** What the caller is told instead. */
  violationsOf: (rejection: Rejection) => FieldViolation[];
}>;

function note(Pipe: unknown, { textOf, violationsOf }: Reading): void {
  const { prototype } = Pipe as { prototype: BuiltInPipe };
  const { transform } = prototype;
  prototype.transform = async function noting(this: BuiltInPipe, value: unknown, metadata: ArgumentMetadata) {
    listen(this);
    try {
      return await (transform.call(this, value, metadata) as unknown);
    } catch (error) {
      if (!(error instanceof HttpException && FOUND.has(error))) throw error;
      const found = FOUND.get(error);
      const text = responseText(error);
      if (isSame(text, textOf(this, found, value))) {
        const { data: name } = metadata ?? {};
        const violations = violationsOf({ found, text, value, name });
        noteFrameworkError(
          error,
          toFieldErrors(violations.map((violation) => (name ? { name, ...violation } : violation))),
        );
      }
      throw error;
    }
  };
}

function listen(pipe: BuiltInPipe): void {
  if (LISTENED.has(pipe) || typeof pipe.exceptionFactory !== 'function') return;
  LISTENED.add(pipe);
  const make = pipe.exceptionFactory;
  pipe.exceptionFactory = (found) => {
    const made = make(found);
    return made instanceof Promise
      ? made.then((exception) => remember(exception, found))
      : remember(made, found);
  };
}

function remember(exception: unknown, found: unknown): unknown {
  if (exception instanceof HttpException) FOUND.set(exception, found);
  return exception;
}

function responseText(exception: unknown): unknown {
  if (!(exception instanceof HttpException)) return undefined;
  const response = exception.getResponse();
  return typeof response === 'string' ? response : (response as { message?: unknown }).message;
}

function isSame(text: unknown, other: unknown): boolean {
  return text !== undefined && JSON.stringify(text) === JSON.stringify(other);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Validators of files that the application wrote speak for themselves; Nest's quote the type that the caller claims. */
function isTextOfNest(pipe: PipeTransform, found: unknown, value: unknown): boolean {
  return (pipe as ParseFilePipe)
    .getValidators()
    .filter(
      (validator) => validator instanceof MaxFileSizeValidator || validator instanceof FileTypeValidator,
    )
    .some((validator) => [value].flat().some((file) => validator.buildErrorMessage(file as never) === found));
}
