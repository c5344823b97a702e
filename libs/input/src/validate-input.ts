import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';
import { isForm } from './form.ts';
import { invalidInput, type FieldViolation } from './invalid-input.ts';
import { memberOf } from './member-of.ts';

/** Where a value stands in a request: `body`, `query` or `param`, and the name of its member if it is one. */
export type InputPlace = Readonly<{ source: string; name?: string | undefined }>;

/**
 * Builds and validates an instance of a class from what was sent. Unknown members of a JSON body are rejected; unknown
 * query parameters and form fields are ignored; a declared one that was sent twice is rejected unless it is an array.
 *
 * @throws Problem 400 with one entry a field
 */
export async function validateInput(
  value: unknown,
  metatype: Type<object>,
  { source, name }: InputPlace,
): Promise<object> {
  const input = value ?? {};
  if (typeof input !== 'object' || Array.isArray(input))
    throw invalidInput([{ ...(name === undefined ? {} : { name }), detail: 'Send an object.' }]);
  const isLenient = source !== 'body' || isForm(input);
  const declared = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(metatype, '', false, false)
      .map(({ propertyName }) => propertyName),
  );
  const plain = isLenient ? pickDeclared(input, declared, metatype) : input;
  const instance = plainToInstance(metatype, plain);
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: !isLenient,
    forbidUnknownValues: true,
    validationError: { target: false, value: true },
  });
  if (errors.length > 0) throw invalidInput(validationViolations(errors, input, name));
  return instance;
}

function pickDeclared(input: object, declared: ReadonlySet<string>, metatype: Type<object>): object {
  const picked: Record<string, unknown> = {};
  for (const name of declared) {
    if (!Object.hasOwn(input, name)) continue;
    const value = (input as Record<string, unknown>)[name];
    const isList = Reflect.getMetadata('design:type', metatype.prototype as object, name) === Array;
    if (Array.isArray(value) && !isList) throw invalidInput([{ name, detail: 'Send it once.' }]);
    picked[name] = isList && typeof value === 'string' ? [value] : value;
  }
  return picked;
}

/**
 * What class-validator found wrong with which field.
 *
 * @param input what was sent: a rule of a field that is not in it is broken because of that
 * @param parent name of the member that was validated, if it was one
 */
export function validationViolations(
  errors: readonly ValidationError[],
  input: unknown,
  parent?: string,
): FieldViolation[] {
  return errors.flatMap(({ property, value, constraints = {}, children = [] }) => {
    // class-validator names no property when it is the whole that cannot be checked.
    const name = [parent, property].filter((part) => part !== undefined).join('.');
    const member = memberOf(input, property);
    const messages = Object.entries(constraints).map(([constraint, message]) =>
      explain(constraint, message, property),
    );
    const isMissing = value === undefined && member === undefined;
    // Every rule of a field that was not sent is broken at once; it is told once.
    const details = isMissing && messages.length > 1 ? ['It is required.'] : messages;
    return [
      ...details.map((detail) => ({ ...(name === '' ? {} : { name }), detail })),
      ...validationViolations(children, member, name),
    ];
  });
}

function explain(constraint: string, message: string, property: string): string {
  if (constraint === 'whitelistValidation') return 'It is not known here.';
  if (constraint === 'unknownValue') return 'It cannot be checked.';
  // A decorator of the team without a message of its own.
  if (message === '') return 'It is not valid.';
  // class-validator starts its messages with the property's name, which the field already gives.
  const rest = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  return `It ${rest}.`.replace(/^It (?=[A-Z])/, '').replace(/\.\.$/, '.');
}
