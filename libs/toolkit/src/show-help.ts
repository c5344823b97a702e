/** Prints how a command is used, and ends it, when `--help` or `-h` is among its arguments. Before it does anything else. */
export function showHelp(usage: string): void {
  const end = process.argv.indexOf('--');
  const options = new Set(process.argv.slice(2, end === -1 ? undefined : end));
  if (!options.has('--help') && !options.has('-h')) return;
  console.log(usage);
  process.exit();
}
