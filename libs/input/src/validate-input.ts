import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';
import { isForm } from './form.ts';
import { invalidInput, type FieldFault } from './invalid-input.ts';

/**
 * Builds and validates an instance of a class from what was sent. Unknown members of a JSON body are refused; unknown
 * query parameters and form fields are ignored; a declared one that was sent twice is refused unless it is an array.
 *
 * @throws Problem 400 with one entry a field
 */
export async function validateInput(value: unknown, metatype: Type<object>, source: string): Promise<object> {
  const input = value ?? {};
  if (typeof input !== 'object' || Array.isArray(input)) throw invalidInput([{ detail: 'Send an object.' }]);
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
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) throw invalidInput(errors.flatMap((error) => toFaults(error)));
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

function toFaults({ property, constraints = {}, children = [] }: ValidationError, parent = ''): FieldFault[] {
  // class-validator names no property when it is the whole that cannot be checked.
  const name = property === undefined ? undefined : `${parent}${property}`;
  const own = Object.entries(constraints).map(([constraint, message]) => ({
    ...(name === undefined ? {} : { name }),
    detail: explain(constraint, message, property),
  }));
  return [...own, ...children.flatMap((child) => toFaults(child, `${name}.`))];
}

function explain(constraint: string, message: string, property: string): string {
  if (constraint === 'whitelistValidation') return 'It is not known here.';
  if (constraint === 'unknownValue') return 'It cannot be checked.';
  // class-validator starts its messages with the property's name, which the field already gives.
  const rest = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  return `It ${rest}.`.replace(/^It (?=[A-Z])/, '').replace(/\.\.$/, '.');
}
