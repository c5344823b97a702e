import { startCloud } from '../../src/cloud/start-cloud.ts';

/** A local AWS in a process of its own, which a test can kill: `node run-cloud-process.ts <folder> <port> <step>`. */
const [folder = '', port = '0', step = '0'] = process.argv.slice(2);
const cloud = await startCloud({
  folder,
  port: Number(port),
  stepMs: Number(step),
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${cloud.url}\n`);
