/** `lambda-nest-local invoke <worker> [event]`: invokes a worker of `npm start`, and writes what it returned. */
import { readFileSync } from 'node:fs';

const USAGE = `npm run invoke -- <worker> [<event>]

Invokes a worker of this project beside npm start, as its schedule or queue would, and writes what it returned.

  <worker>  name of the function: that of its folder
  <event>   JSON, or @<file> with JSON; default {}

PORT is the one of npm start (3000). Ends with 1 when the invocation failed.`;

const [name, event = '{}', ...more] = process.argv.slice(2);
if (name === undefined || name === '--help' || more.length > 0) {
  console.log(USAGE);
  process.exitCode = name === '--help' ? 0 : 1;
} else await invoke(name, event.startsWith('@') ? readFileSync(event.slice(1), 'utf8') : event);

async function invoke(worker: string, body: string): Promise<void> {
  const url = `http://127.0.0.1:${process.env['PORT'] ?? 3000}/2015-03-31/functions/${worker}/invocations`;
  const response = await fetch(url, { method: 'POST', body }).catch(() => undefined);
  if (!response) {
    console.error(
      `Nothing replies at ${new URL(url).origin}. Run npm start first; PORT says where it listens.`,
    );
    process.exitCode = 1;
    return;
  }
  const text = await response.text();
  if (response.ok && !response.headers.has('x-amz-function-error')) return console.log(text);
  console.error(text);
  process.exitCode = 1;
}
