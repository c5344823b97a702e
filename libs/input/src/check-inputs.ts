import 'reflect-metadata';
import { ValidationPipe, type Type } from '@nestjs/common';
import { PARAMTYPES_METADATA, PIPES_METADATA, RouteParamtypes } from './nest-metadata.ts';
import type { ApplicationConfig } from '@nestjs/core';
import { isPrimitiveType } from './convert-primitive.ts';
import { keyOf, parametersOf } from './handler-parameters.ts';
import { hasRules, leaveToPipes } from './has-rules.ts';
import { InputPipe, isPlainType } from './input.pipe.ts';
import { schemaOf } from './standard-schema.ts';

/** A route, as far as what it takes matters. */
export type InputRoute = Readonly<{
  method: string;
  path: string;
  name: string;
  controller?: Type;
  handler?: (...args: never[]) => unknown;
}>;

/** Thrown at start when a route takes a class that nothing would check. Lists every such route. */
export class UncheckedInput extends Error {
  readonly code = 'INPUT_UNCHECKED';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      'The application will not start, because it would take input unchecked:\n' +
        `${problems.map((problem) => `  - ${problem}`).join('\n')}\n` +
        'Potential solutions: give the members of the class decorators of class-validator; name a schema in the ' +
        'decorator of the parameter, @Body({ schema }); or put a pipe of your own before it.',
    );
    this.name = 'UncheckedInput';
    this.problems = problems;
  }
}

const { BODY, QUERY, PARAM } = RouteParamtypes;

/**
 * Sees to it that every class that a route takes from a request is checked: by rules or a schema of its own, or by a pipe
 * of the application. Where the application has pipes, what Nest's own reject is noted from now on.
 *
 * @throws UncheckedInput with all routes at once
 */
export async function checkInputs(routes: readonly InputRoute[], config: ApplicationConfig): Promise<void> {
  const globalPipes = config.getGlobalPipes().filter((pipe) => !(pipe instanceof InputPipe));
  const scopedPipes = config.getGlobalRequestPipes().map(({ metatype }) => metatype);
  const common = [...globalPipes, ...scopedPipes];
  const inputs = routes.flatMap((route) => inputsOf(route));
  const problems = inputs.filter((input) => !isChecked(input, common)).map(describe);
  if (problems.length > 0) throw new UncheckedInput(problems);
  if (common.length + inputs.reduce((count, { pipes }) => count + pipes.length, 0) === 0) return;
  const { noteBuiltInPipes } = await import('./note-built-in-pipes.ts');
  noteBuiltInPipes();
}

type Input = Readonly<{ route: InputRoute; metatype: unknown; pipes: readonly unknown[]; schema: unknown }>;

function inputsOf(route: InputRoute): readonly Input[] {
  const { controller, handler } = route;
  if (!controller || !handler) return [];
  const parameters = parametersOf(controller, handler);
  if (parameters.length === 0) return [];
  const key = keyOf(controller, handler);
  const types = (Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype as object, key) ??
    []) as readonly unknown[];
  const pipes = [...pipesOf(controller), ...pipesOf(handler)];
  return parameters.map(({ index, kind, pipes: own, schema }) => ({
    route,
    metatype: [BODY, QUERY, PARAM].includes(kind) ? types[index] : undefined,
    pipes: [...pipes, ...own],
    schema,
  }));
}

function pipesOf(target: object): readonly unknown[] {
  return (Reflect.getMetadata(PIPES_METADATA, target) as readonly unknown[] | undefined) ?? [];
}

function isChecked({ metatype, pipes, schema }: Input, common: readonly unknown[]): boolean {
  if (typeof metatype !== 'function' || isPrimitiveType(metatype) || isPlainType(metatype)) return true;
  if (schemaOf(schema, metatype) || hasRules(metatype)) return true;
  // Nest's ValidationPipe reads the same decorators, and lets a class without any pass.
  const isLeft = [...common, ...pipes].some((pipe) => !isValidationPipe(pipe));
  if (isLeft) leaveToPipes(metatype);
  return isLeft;
}

function isValidationPipe(pipe: unknown): boolean {
  return pipe === ValidationPipe || pipe instanceof ValidationPipe;
}

function describe({ route: { method, path, name }, metatype }: Input): string {
  return `${method} ${path} (${name}) takes ${(metatype as Type).name}, whose members nothing checks.`;
}
