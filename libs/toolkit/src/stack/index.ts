/** The YAML of the stack that this repository deploys, for the `serverless.yml` of other projects. */
export { STACK_FOLDER } from './stack-folder.ts';
export { readStages, type Stages } from './read-stages.ts';
