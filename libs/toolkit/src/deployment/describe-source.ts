/** A place in the sources: a path from the repository's root, and a line where it is known. */
export type Place = Readonly<{ file: string; line?: number }>;

/** `apps/api/src/me/me.controller.ts:14`. Files that are committed name no line: it moves with every edit above it. */
export function describeSource({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}
