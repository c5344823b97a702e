/** Index of the files that the build prepared: what each is called for, and where it lies. */
export type DocsFiles = Readonly<Record<string, DocsFile>>;

export type DocsFile = Readonly<{
  /** Name in the folder, without the `.br` and `.gz` that its compressed forms end in. */
  file: string;
  /** Media type. */
  type: string;
  /** Digest of the content. */
  hash: string;
}>;

/** File that holds the index. */
export const INDEX_FILE = 'index.json';
