/** `npm run rollback -- --stage <stage>`: back to the version before, within seconds. */
import { findStage } from './find-stage.ts';
import { smoke } from './put-up.ts';
import { rollBackStage } from './roll-back-stage.ts';
import { runStageCommand } from './stage-command.ts';

const USAGE = `npm run rollback -- --stage <stage> [--to <version>]

Stops the release that is under way; where there is none, moves the alias that the gateway invokes to the version before. Routes and
variables of the gateway stay as they are. CloudFormation does not notice: the next deployment that makes a version moves the alias
there. So deploy the earlier commit soon.

  --stage <stage>      which one
  --region <region>    default: that of infra/parameters
  --to <version>       a version of the function; default: the highest one below that which serves

Credentials are those of the AWS SDK. Ends with 2 when it was not done.`;

await runStageCommand({
  usage: USAGE,
  options: ['to'],
  async run(call) {
    const { place, clients, values } = call;
    const deployed = await findStage(place, clients.cloudFormation);
    // Their versions belong together, and nothing tells which one of each was released with which.
    if (deployed.otherFunctions.length > 0)
      throw new Error(
        `${place.stackName} has several functions behind one API (${[deployed.functionName, ...deployed.otherFunctions].join(', ')}), and this moves one alias. Deploy the earlier commit, or its zips: npm run deploy -- --artifact.`,
      );
    console.log(await rollBackStage(deployed, { stackName: place.stackName, to: values['to'] }, clients));
    await smoke(call);
  },
});
