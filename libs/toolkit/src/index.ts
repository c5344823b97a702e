/** Describes functions for the commands that build, describe, check and run them. */
export {
  defineFunction,
  type FunctionConfig,
  type Sample,
  type Schedule,
  type Statement,
} from './function/function-config.ts';
export { listFunctionFolders, loadFunctions, loadFunctionsOfApi } from './function/list-functions.ts';
export { DEFAULT_WORKER_TIMEOUT } from './function/worker-timeout.ts';
export {
  DEFAULT_FUNCTION,
  FunctionConfigError,
  loadFunction,
  type FunctionDescription,
} from './function/load-function.ts';
