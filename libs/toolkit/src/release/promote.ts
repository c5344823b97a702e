/** `npm run promote -- --from <stage> --stage <stage>`: the zips that one stage serves, in the next one. */
import { readPlace } from '../logs/read-place.ts';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { fetchArtifacts } from './fetch-artifacts.ts';
import { findStage } from './find-stage.ts';
import { describeStamp, putUp } from './put-up.ts';
import { runStageCommand } from './stage-command.ts';
import { CommandError } from '../command-error.ts';

const FOLDER = 'dist/promoted';

const USAGE = `npm run promote -- --from <stage> --stage <stage> [options of serverless deploy]

Reads the zips that one stage serves, of every function, and deploys the same bytes to another stage, with the parameters and routes of
this checkout: zips of other declarations, or of more than one commit, are rejected.

  --from <stage>         whose zips
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
    if (from === undefined || from === call.stage) throw new CommandError(USAGE);
    const place = readPlace(from, fromRegion);
    const { region } = place;
    const deployed = await findStage(place, new CloudFormationClient({ region }));
    const { artifact, stamp, versions } = await fetchArtifacts(
      deployed,
      FOLDER,
      new LambdaClient({ region }),
    );
    console.log(`${from} serves ${versions}: ${describeStamp(stamp)}`);
    await putUp(call, artifact);
  },
});
