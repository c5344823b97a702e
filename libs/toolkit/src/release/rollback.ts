/** `npm run rollback -- --stage <stage>`: back to the version before, within seconds. */
import { findStage } from './find-stage.ts';
import { smoke } from './put-up.ts';
import { rollBackStage } from './roll-back-stage.ts';
import { runStageCommand } from './stage-command.ts';

const USAGE = `npm run rollback -- --stage <stage> [--to <version or moment>]

Stops the releases that are under way; where there is none, moves the alias that the gateway invokes to the version before. Where the
routes are in several functions, their aliases go together, to the versions that an earlier deployment left. Routes of the gateway and
workers stay as they are. CloudFormation does not notice: the next deployment that makes a version moves the alias there. So deploy the
earlier commit soon. An alias that was deleted is made again, with the gateway's permission, when --to says at which version.

  --stage <stage>      which one
  --region <region>    default: that of infra/parameters
  --to <version>       a version, where one function has all routes; default: the highest one below that which serves
  --to <moment>        what the last deployment before had left, such as 2026-11-30T09:00Z; default: the one before that which serves

Credentials are those of the AWS SDK. Ends with 2 when it was not done.`;

await runStageCommand({
  usage: USAGE,
  options: ['to'],
  async run(call) {
    const { place, clients, values } = call;
    const deployed = await findStage(place, clients.cloudFormation);
    console.log(await rollBackStage(deployed, { stackName: place.stackName, to: values['to'] }, clients));
    await smoke(call);
  },
});
