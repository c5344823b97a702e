import type { Type } from '@nestjs/common';
import { findConsumes, MULTIPART_MEDIA_TYPE, readConsumes, type MediaType } from './consumes.decorator.ts';
import { hasFileParameter } from './takes-files.ts';

const KNOWN = new WeakMap<object, readonly MediaType[]>();

/**
 * The media types of bodies that a route takes: those it names, else `multipart/form-data` where it has a parameter for files, which
 * come in no other body, else JSON.
 */
export function acceptedMediaTypes(controller: Type, handler: object): readonly MediaType[] {
  const known = KNOWN.get(handler);
  if (known) return known;
  const isUpload = findConsumes(handler) === undefined && hasFileParameter(controller, handler);
  const accepted = isUpload ? ([MULTIPART_MEDIA_TYPE] as const) : readConsumes(handler);
  KNOWN.set(handler, accepted);
  return accepted;
}
