import { posix } from 'node:path';
import type { FunctionDescription } from '../function/load-function.ts';
import { STACK_CONTRACT } from '../template/read-expected-routes.ts';

/**
 * An API whose contract is not where the stack reads it, in a sentence: the gateway would get the routes that another application left.
 *
 * @param api the function that describes the API of the stack
 */
export function findStrayContract({
  folder,
  generated,
}: Pick<FunctionDescription, 'folder' | 'generated'>): readonly string[] {
  if (generated === STACK_CONTRACT) return [];
  const wanted = posix.relative(folder, STACK_CONTRACT);
  return [
    `serverless.yml takes the routes from ${STACK_CONTRACT}, and npm run contract writes those of ${folder} into ${generated}. ` +
      `Say in ${folder}/function.config.ts: export default defineFunction({ generated: '${wanted}' }), and run npm run contract.`,
  ];
}
