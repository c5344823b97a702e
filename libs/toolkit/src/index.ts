/** Describes functions for the commands that build, describe, check and run them. */
export { defineFunction, type FunctionConfig, type Sample } from './function/function-config.ts';
export {
  DEFAULT_FUNCTION,
  FunctionConfigError,
  loadFunction,
  type FunctionDescription,
} from './function/load-function.ts';
