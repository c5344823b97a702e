/**
 * The flags the managed runtime starts Node with; the two sizes are in MB and follow the function's memory.
 *
 * `--expose-gc` is one of those that decide whether V8 accepts a shipped code cache.
 *
 * @see https://github.com/aws/aws-lambda-base-images `/var/runtime/bootstrap` of the Node.js images
 */
export function managedFlags(memoryMb: number): string[] {
  const newSpace = Math.floor(memoryMb / 10);
  return [
    '--expose-gc',
    '--max-http-header-size=81920',
    `--max-semi-space-size=${Math.floor(newSpace / 2)}`,
    `--max-old-space-size=${memoryMb - newSpace}`,
  ];
}
