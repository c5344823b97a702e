/** Describes functions for the commands that build, describe, check and run them. */
export { defineFunction, type FunctionConfig, type Sample } from './function/function-config.ts';
