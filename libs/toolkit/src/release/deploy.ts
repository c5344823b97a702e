/** `npm run deploy -- --stage <stage>`: builds once, puts it up, and asks it. */
import { readStamp } from '../package/stamp.ts';
import { describeStamp, putUp } from './put-up.ts';
import { runStageCommand } from './stage-command.ts';

const USAGE = `npm run deploy -- --stage <stage> [--artifact <zip>] [options of serverless deploy]

Builds the zip, or takes one that was packaged before, deploys the stage, and sends it a request for each declaration: those that
are not public must reject callers without a token and with a forged one. When the check of the new version rejects it, it says
why, and the version before goes on serving.

  --stage <stage>      which one
  --region <region>    default: that of infra/parameters
  --artifact <zip>     of npm run package; of another commit with the same declarations, at most
  --param <name=value> a parameter, as often as there are: see infra/README.md

Credentials are those of the AWS SDK. With AWS_ENDPOINT_URL it deploys to npm run cloud. Ends with 2 when it was not done.`;

await runStageCommand({
  usage: USAGE,
  options: ['artifact'],
  handsOn: true,
  async run(call) {
    const { artifact } = call.values;
    const stamp = artifact === undefined ? undefined : readStamp(artifact);
    if (stamp) console.log(`artifact: ${describeStamp(stamp)}`);
    await putUp(call, artifact);
  },
});
