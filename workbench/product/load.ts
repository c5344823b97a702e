/**
 * `npm run load -- [seconds]`: 200 connections of three identities against the product, by default for 20 seconds; and how much
 * faster the handler is without the gateway before it. Run it on a quiet machine: the second is a ratio of two speeds.
 */
import { compareWithHandler } from './compare-with-handler.ts';
import { runLoad } from './run-load.ts';
import { startProduct } from './start-product.ts';

/** The gateway, its authorizer and the run time cost at most this much of what the handler alone would take. */
const MAX_RATIO = 3;

const seconds = Number(process.argv[2] ?? 20);
const product = await startProduct();
const report = await runLoad(product, { connections: 200, durationMs: seconds * 1000 });
const ratio = await compareWithHandler(product);
await product.close();
console.log(
  `${report.responses} responses in ${seconds} s, ${report.perSecond} a second, ${report.wrong.length} wrong`,
);
console.log(
  `In process over through the gateway: ${ratio.toFixed(2)} times as many a second, at most ${MAX_RATIO}`,
);
for (const line of report.wrong.slice(0, 10)) console.error(line);
if (report.wrong.length > 0 || report.responses === 0 || ratio > MAX_RATIO) process.exitCode = 1;
