/** Packages the stack of every parameter file without building it, so that parameters and template are checked. */
import { packageStack } from './package-stack.ts';
import { STACKS } from './stacks.ts';

const results = await Promise.allSettled(STACKS.map(packageStack));
for (const [index, result] of results.entries()) {
  if (result.status === 'fulfilled') continue;
  console.error(
    `The stack of ${STACKS[index]?.stage} cannot be deployed:\n${(result.reason as Error).message}`,
  );
  process.exitCode = 1;
}
