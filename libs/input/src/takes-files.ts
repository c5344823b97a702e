import type { Type } from '@nestjs/common';
import { RouteParamtypes } from './nest-metadata.ts';
import { parametersOf } from './handler-parameters.ts';

const { FILE, FILES, REQUEST } = RouteParamtypes;

/** Whether a handler has a parameter for files, `@UploadedFile()` or `@UploadedFiles()`. */
export function hasFileParameter(controller: Type, handler: object): boolean {
  return hasParameter(controller, handler, [FILE, FILES]);
}

function hasParameter(controller: Type, handler: object, kinds: readonly number[]): boolean {
  return parametersOf(controller, handler).some(({ kind }) => kinds.includes(kind));
}

const KNOWN = new WeakMap<object, boolean>();

/**
 * Whether a handler takes the files of a multipart body: it has `@UploadedFile()` or `@UploadedFiles()`, or asks for the
 * whole request, as one does that reads `request.files` itself.
 */
export function takesFiles(controller: Type, handler: object): boolean {
  const known = KNOWN.get(handler);
  if (known !== undefined) return known;
  const found = hasParameter(controller, handler, [FILE, FILES, REQUEST]);
  KNOWN.set(handler, found);
  return found;
}
