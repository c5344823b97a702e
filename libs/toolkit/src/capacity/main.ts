/** `npm run capacity`: writes what a traffic needs, how fast it is and what it costs, from a model. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showHelp } from '../show-help.ts';
import { planCapacity } from './plan-capacity.ts';
import { OptionError, readOptions } from './read-options.ts';
import { formatPrices } from './read-prices.ts';
import { renderReport } from './render-report.ts';

showHelp(`npm run capacity -- [options]

Simulates the sandboxes of the function under steady, daily and bursting traffic, with and without provisioned concurrency,
and writes CAPACITY.md with its plots: concurrency, cold starts, latency, cost, and the limits that are met.

  --rates <list>               requests a second; default 1,100,10000
  --init-ms <ms>               start of the function on a whole processor; default: what npm run bench measured
  --compute-ms <ms>            what an invocation computes, likewise; default: a request with a token, as measured
  --results <file>             where that is; default workbench/bench/results.json
  --setup-ms <ms>              until Lambda has a sandbox ready for it; default 150
  --wait-ms <ms>               what an invocation waits for, such as a database: the median; default 25
  --wait-p99-ms <ms>           and what one of a hundred exceeds; default 150
  --memory-mb <MB>             default 1024, as infra/parameters/default.yml
  --architecture <name>        arm64 or x86_64, for the price; default arm64
  --prices <file>              a price list of another region or day, in JSON; default: the one that CAPACITY.md names
  --write-prices <file>        writes that one into a file to be changed, and no report
  --log-bytes <bytes>          that a request writes into both logs; default 1500
  --account-concurrency <n>    quota of the account; default 1000
  --gateway-rate <n>           quota of API Gateway in requests a second; default 10000. --gateway-burst, default 5000
  --idle-minutes <minutes>     after which an idle sandbox goes; default 6
  --lifetime-hours <hours>     after which any goes; default 2
  --max-requests <n>           to simulate for each traffic; default 1000000
  --seed <n>                   of the random numbers; default 1
  --out <folder>               where the files go; default infra`);

try {
  const { model, measured, out, writePrices } = readOptions(process.argv.slice(2));
  if (writePrices === undefined) {
    const report = renderReport(planCapacity(model), model, measured);
    for (const [name, text] of Object.entries(report)) writeFileSync(join(out, name), text);
    console.log(`Wrote ${Object.keys(report).join(', ')} into ${out}.`);
  } else {
    writeFileSync(writePrices, formatPrices(model.prices));
    console.log(
      `Wrote the prices into ${writePrices}: dollars of one request, GB-second or GB, by the month where there are tiers.`,
    );
  }
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
