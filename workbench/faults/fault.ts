/** A mistake that could be made in one file. */
export type Fault = Readonly<{
  /** `the guards run in the wrong order` */
  name: string;
  /** From the repository's root. */
  file: string;
  /** What is replaced by what; the former stands in the file exactly once. */
  edits: readonly (readonly [find: string, replacement: string])[];
  /** Folders or files of tests that ought to notice: what the tests of a commit would run, and not all of it. */
  tests: readonly string[];
  /** Whether the stack is made from the file. Default `false`. */
  isInStack?: boolean;
}>;

/** Makes the edits in the text of a file. Throws when the text has changed since the fault was written down. */
export function plant({ name, file, edits }: Fault, text: string): string {
  return edits.reduce((edited, [find, replacement]) => {
    const [before, after, ...more] = edited.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(
        `The fault "${name}" cannot be planted: ${file} does not hold ${JSON.stringify(find)} once.`,
      );
    }
    return `${before}${replacement}${after}`;
  }, text);
}
