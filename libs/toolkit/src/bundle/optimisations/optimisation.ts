/** A change of a package's text: what stands exactly once in a file of it, and what takes its place. */
export type TextEdit = Readonly<{
  /** Path below the package's folder. */
  file: string;
  find: string;
  replace: string;
}>;

/** A module that takes the place of another for one file. */
export type Redirect = Readonly<{
  /** File that asks, below the package's folder. */
  importer: string;
  specifier: string;
  /** CommonJS text of the module that stands there instead. `require` in it finds what the importer's would. */
  module: string;
}>;

/** Stands in for a package of which the program uses only a part. */
export type Stub = Readonly<{
  /** Whether an imported name is in that part. */
  isServed: (name: string) => boolean;
  /** ES module that exports these names. */
  write: (names: readonly string[]) => string;
}>;

/**
 * One way to make the start cheaper without changing what the program does. Every one is optional: where the installed
 * version is another, or a text is not found, it is skipped, and the bundle is right without it.
 */
export type Optimisation = Readonly<{
  /** What the build calls it, in kebab-case. */
  name: string;
  /** Why it is there. */
  why: string;
  /** What it saves, as measured. */
  saves: string;
  /** Package it is about, and the versions it was tried with (semver range). */
  package: string;
  range: string;
  /** Changes of the package's text: the last resort. */
  edits?: readonly TextEdit[];
  redirects?: readonly Redirect[];
  /**
   * Another form of itself that the package ships, for `import` and `require` alike, so that there is one instance: the
   * beginning of a path below its folder, and what takes its place.
   */
  form?: Readonly<{ from: string; to: string }>;
  /** Modules of the package that do nothing but declare when they run, although its package.json does not say so. */
  pure?: RegExp;
  stub?: Stub;
}>;
