/**
 * How many invocations a second the bundle's handler takes in process: `node measure-handler.ts` with a JSON document
 * on standard input, `{ file, event, concurrency, durationMs }`; writes the number.
 */
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

type Handler = (event: object, context: object) => Promise<{ statusCode: number }>;

const { file, event, concurrency, durationMs } = JSON.parse(await text(process.stdin)) as {
  file: string;
  event: object;
  concurrency: number;
  durationMs: number;
};
const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
const context = { awsRequestId: 'measured', getRemainingTimeInMillis: () => 28_000 };

async function invokeFor(ms: number): Promise<number> {
  const until = performance.now() + ms;
  const counts = await Promise.all(
    Array.from({ length: concurrency }, async () => {
      let count = 0;
      while (performance.now() < until) {
        const { statusCode } = await handler(structuredClone(event), context);
        if (statusCode !== 200) throw new Error(`It answered ${statusCode}`);
        count += 1;
      }
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

await invokeFor(durationMs / 2);
process.stdout.write(String((await invokeFor(durationMs)) / (durationMs / 1000)));
