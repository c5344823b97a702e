/** `npm run promote -- --from <stage> --stage <stage>`: the zip that one stage serves, in the next one. */
import { readPlace } from '../logs/read-place.ts';
import { readStamp } from '../package/stamp.ts';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { fetchArtifact } from './fetch-artifact.ts';
import { findStage } from './find-stage.ts';
import { describeStamp, putUp } from './put-up.ts';
import { runStageCommand } from './stage-command.ts';

const FILE = 'dist/promoted.zip';

const USAGE = `npm run promote -- --from <stage> --stage <stage> [options of serverless deploy]

Reads the zip that one stage serves and deploys the same bytes to another stage, with the parameters and routes of this checkout:
a zip of other declarations is rejected.

  --from <stage>         whose zip
  --from-region <region> where that stage is; default: that of infra/parameters
  --stage <stage>        where it goes
  --region <region>      default: that of infra/parameters
  --param <name=value>   a parameter, as often as there are: see infra/README.md

Credentials are those of the AWS SDK, for both stages. Ends with 2 when it was not done.`;

await runStageCommand({
  usage: USAGE,
  options: ['from', 'from-region'],
  handsOn: true,
  async run(call) {
    const { from, 'from-region': fromRegion } = call.values;
    if (from === undefined || from === call.stage) throw new TypeError(USAGE);
    const place = readPlace(from, fromRegion);
    const { region } = place;
    const deployed = await findStage(place, new CloudFormationClient({ region }));
    const { version } = await fetchArtifact(deployed, FILE, new LambdaClient({ region }));
    const stamp = readStamp(FILE);
    if (!stamp)
      throw new Error(
        `What ${from} serves was not packaged here: it has no stamp. Deploy ${from} again first.`,
      );
    console.log(`${from} serves version ${version}: ${describeStamp(stamp)}`);
    await putUp(call, FILE);
  },
});
