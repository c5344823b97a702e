/** What requests may bring: bodies read within limits, arguments checked against their declared types. */
export { BodyGuard } from './body.guard.ts';
export { checkInputs, UncheckedInput, type InputRoute } from './check-inputs.ts';
export {
  Consumes,
  FORM_MEDIA_TYPE,
  JSON_MEDIA_TYPE,
  MULTIPART_MEDIA_TYPE,
  readConsumes,
  type MediaType,
} from './consumes.decorator.ts';
export { keyOf } from './handler-parameters.ts';
export { InputModule } from './input.module.ts';
export { InputPipe } from './input.pipe.ts';
export { DEFAULT_BODY_LIMITS, type BodyLimits } from './read-body.ts';
export { schemaOf, type StandardSchema } from './standard-schema.ts';
