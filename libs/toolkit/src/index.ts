/** Describes functions for the commands that build, describe, check and run them. */
export {
  defineFunction,
  type FunctionConfig,
  type Sample,
  type Schedule,
  type Statement,
} from './function/function-config.ts';
export { listFunctionFolders, loadFunctions, loadFunctionsOfApi } from './function/list-functions.ts';
export { findApiFolder } from './function/find-api-folder.ts';
export { FunctionConfigError } from './function/function-config-error.ts';
export { DEFAULT_WORKER_TIMEOUT } from './function/worker-timeout.ts';
export { loadFunction, type FunctionDescription } from './function/load-function.ts';
