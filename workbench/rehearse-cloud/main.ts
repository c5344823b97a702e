/** `npm run rehearse:cloud`: what a team does with its stacks, done on the local AWS with the real commands. */
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { startRehearsal } from './rehearsal.ts';
import { SCENARIOS } from './scenarios.ts';

showHelp(`npm run rehearse:cloud [-- <word> …]

Deploys a copy of this checkout to a local AWS and goes on as a team does: another version under load, routes that come and
go, deployments that are rejected in the middle, rollback, two stages, two deployments at once, the local AWS killed, removal;
and bad days: the identity provider out or with new keys, an alarm during a canary, a missing secret or alias, a flood of requests.
Half an hour. Ends with 1 when something does not hold.

  <word>  only what has one of these words in its name, after a first deployment`);

const words = process.argv.slice(2);
const chosen = SCENARIOS.filter(
  ({ name }, index) => index === 0 || words.length === 0 || words.some((word) => name.includes(word)),
);

const rehearsal = await startRehearsal(process.cwd());
process.once('SIGINT', () => void rehearsal.remove().finally(() => process.exit(130)));
const failed: string[] = [];
try {
  for (const { name, run } of chosen) {
    const started = performance.now();
    const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
    try {
      const seen = await run(rehearsal);
      console.log(`ok      ${name} (${seconds()})\n        ${seen.replaceAll('\n', '\n        ')}`);
    } catch (error) {
      failed.push(name);
      console.log(`FAILED  ${name} (${seconds()})\n${(error as Error).stack}`);
    }
  }
} finally {
  await rehearsal.remove();
}
console.log(`\n${chosen.length - failed.length} of ${chosen.length} hold.`);
// A scenario that failed may have left requests behind that go on and on.
process.exit(failed.length === 0 ? 0 : 1);
