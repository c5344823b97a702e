import 'reflect-metadata';
export const JSON_MEDIA_TYPE = 'application/json';
export const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';
export const MULTIPART_MEDIA_TYPE = 'multipart/form-data';

/** Media types a route can take. */
export type MediaType = typeof JSON_MEDIA_TYPE | typeof FORM_MEDIA_TYPE | typeof MULTIPART_MEDIA_TYPE;

const CONSUMES = Symbol.for('lambda-nest:input:consumes');

/**
 * Says which media types a route takes as its body, instead of `application/json`, or of `multipart/form-data` where it has
 * `@UploadedFile()` or `@UploadedFiles()`.
 */
export function Consumes(...types: [MediaType, ...MediaType[]]): MethodDecorator {
  return (_target, _key, descriptor: PropertyDescriptor) => {
    Reflect.defineMetadata(CONSUMES, types, descriptor.value as object);
  };
}

/** The media types a handler says it takes; `application/json` where it says nothing. */
export function readConsumes(handler: object): readonly MediaType[] {
  return findConsumes(handler) ?? [JSON_MEDIA_TYPE];
}

/** The media types a handler says it takes. */
export function findConsumes(handler: object): readonly MediaType[] | undefined {
  return Reflect.getOwnMetadata(CONSUMES, handler) as readonly MediaType[] | undefined;
}
