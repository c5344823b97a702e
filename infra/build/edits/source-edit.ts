/**
 * One change the bundle makes to the source of a package: a text that stands exactly once in a file, and what takes its
 * place. All such changes are in this folder; the build, and a test, fail when a new version no longer has the text.
 */
export type SourceEdit = Readonly<{ file: string; find: string; replace: string }>;

/** @throws Error when the text does not stand exactly once in the source. */
export function editSource(source: string, { file, find, replace }: SourceEdit): string {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`${file} has this text ${parts.length - 1} times, expected once: ${find}`);
  }
  return parts.join(replace);
}
