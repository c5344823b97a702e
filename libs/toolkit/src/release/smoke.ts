/** `npm run smoke -- --stage <stage>`: whether a stage does as its declarations say. */
import { smoke } from './put-up.ts';
import { runStageCommand } from './stage-command.ts';

const USAGE = `npm run smoke -- --stage <stage>

Sends a deployed stage two requests for each declaration that is not public, without a token and with a forged one, which must be
rejected; and one for each public GET, which must reply without an error of the server. Nothing is called that changes something.

  --stage <stage>      which one
  --region <region>    default: that of infra/parameters

Credentials are those of the AWS SDK. Ends with 2 when something is not as declared.`;

await runStageCommand({ usage: USAGE, run: smoke });
