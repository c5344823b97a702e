/** Programs of a guide that go on until they are stopped, and what they write when they are up. */
const UNTIL_STOPPED: Readonly<Record<string, string>> = {
  'npm start': 'Ready in',
  'npm run cloud': 'AWS_ENDPOINT_URL',
};

/** The commands of a guide: every line of its `sh` blocks. */
export function readCommands(guide: string): readonly string[] {
  return [...guide.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.trimEnd().split('\n'),
  );
}

/**
 * A script for bash that runs commands one after the other in one shell and ends with the first that fails. What goes on until it is
 * stopped is run beside it, until the next such program or the end.
 */
export function writeScript(commands: readonly string[]): string {
  const lines = commands.map((command) => {
    // With arguments or without.
    const [, ready] =
      Object.entries(UNTIL_STOPPED).find(([program]) => `${command} `.startsWith(`${program} `)) ?? [];
    return ready === undefined
      ? `echo ${quote(`$ ${command}`)}\n${command}`
      : `beside ${quote(ready)} ${command}`;
  });
  return [HEAD, ...lines, 'stop', ''].join('\n');
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const HEAD = `set -euo pipefail
set -m
program=
log=$(mktemp)
stop() {
  [ -z "$program" ] && return 0
  kill -TERM -- "-$program" 2>/dev/null || true
  wait "$program" 2>/dev/null || true
  program=
}
trap 'stop; rm -f "$log"' EXIT
beside() {
  local ready=$1
  shift
  stop
  echo "$ $*"
  "$@" >"$log" 2>&1 &
  program=$!
  until grep -q "$ready" "$log"; do
    kill -0 "$program" 2>/dev/null || { cat "$log"; echo "$* ended"; exit 1; }
    sleep 0.2
  done
}`;
