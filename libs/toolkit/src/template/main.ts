/** `npm run template`: packages stacks without building the function, so that parameters and template are checked. */
import { showHelp } from '../show-help.ts';
import { packageStack } from './package-stack.ts';
import { readExpectedRoutes } from './read-expected-routes.ts';
import { stacksOf } from './stacks.ts';

showHelp(`npm run template

Packages the stacks of libs/toolkit/src/template/stacks.ts, offline and without building the function: every parameter file once, and
between them every parameter that changes the template. Ends with 1 when a parameter, the template or what AWS's validator
says of it keeps one from being deployed.`);

const stacks = stacksOf(readExpectedRoutes());
const results = await Promise.allSettled(stacks.map(packageStack));
for (const [index, result] of results.entries()) {
  if (result.status === 'fulfilled') continue;
  console.error(
    `The stack of ${stacks[index]?.stage} cannot be deployed:\n${(result.reason as Error).message}`,
  );
  process.exitCode = 1;
}
