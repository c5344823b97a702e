/** Variables of an application's own: declared once, without Nest, so that tools can read the declaration as well. */
export {
  defineEnv,
  EnvDeclarationError,
  exampleEnvironment,
  isSecret,
  passes,
  type EnvClass,
  type Rule,
  type Variable,
  type Variables,
} from './define-env.ts';
export { Secret } from './secret.ts';
export { parseSecretReference, SECRET_REFERENCE, type SecretReference } from './secret-reference.ts';
