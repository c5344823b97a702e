/** `npm run load -- [seconds]`: 200 connections of three identities against the product, by default for 20 seconds. */
import { runLoad } from './run-load.ts';
import { startProduct } from './start-product.ts';

const seconds = Number(process.argv[2] ?? 20);
const product = await startProduct();
const report = await runLoad(product, { connections: 200, durationMs: seconds * 1000 });
await product.close();
console.log(
  `${report.answers} answers in ${seconds} s, ${report.perSecond} a second, ${report.wrong.length} wrong`,
);
for (const line of report.wrong.slice(0, 10)) console.error(line);
if (report.wrong.length > 0 || report.answers === 0) process.exitCode = 1;
