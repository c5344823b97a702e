/** The most a build may have. Counts, the same on every machine: what takes time at a cold start without a clock. */
export const LIMITS = {
  /** Of the deployment package, everything included. */
  zipBytes: 3 * 1024 * 1024,
  /** Of JavaScript, read before the first response. */
  javascriptBytes: 850_000,
  /** Loaded at INIT, the application's own and those of packages. */
  modules: 600,
} as const;
