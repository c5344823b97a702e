/**
 * Starts a built folder as Lambda would, asks it one thing, and tells what that read and loaded beyond what the runtime
 * client has by then. JavaScript without imports, because compiling TypeScript and importing builtins load some themselves.
 *
 * Usage: node <the managed runtime's flags> count-start.mjs <folder> <sample as JSON: event, status>; the result is the last line of stderr.
 */
for (const name of ['node:http', 'node:net', 'node:path']) process.getBuiltinModule(name);
const fs = process.getBuiltinModule('node:fs');
const [folder, sample] = process.argv.slice(2);

const scripts = new Set(['lambda.mjs']);
const read = fs.readFileSync;
fs.readFileSync = (path, ...rest) => {
  if (String(path).startsWith(folder) && String(path).endsWith('.js'))
    scripts.add(path.slice(folder.length + 1));
  return read(path, ...rest);
};

const listBuiltins = () =>
  process.moduleLoadList
    .filter((line) => line.startsWith('NativeModule '))
    .map((line) => line.slice('NativeModule '.length));
const before = new Set(listBuiltins());
const look = () => ({
  scripts: [...scripts],
  builtins: listBuiltins().filter((name) => !before.has(name) && !name.startsWith('internal/')),
});

const { handler } = await import(`file://${folder}/lambda.mjs`);
const init = look();
const context = { awsRequestId: 'budget', getRemainingTimeInMillis: () => 30_000 };
// Without a sample there is no first request: what INIT reads is all that is counted.
if (sample !== 'null') {
  const { event, status } = JSON.parse(sample);
  const { statusCode } = (await handler(event, context)) ?? {};
  if (status !== undefined && statusCode !== status)
    throw new Error(`Expected status ${status}, got ${statusCode}`);
}
process.stderr.write(`\n${JSON.stringify({ init, first: look() })}`);
process.exit();
