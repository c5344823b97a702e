/** The most a build may have. Counts, the same on every machine: what takes time at a cold start without a clock. */
export type BudgetLimits = Readonly<{
  /** Of the deployment package, everything included. */
  zipBytes: number;
  /** Of JavaScript, read before the first response. */
  javascriptBytes: number;
  /** Loaded at INIT, the application's own and those of packages. */
  modules: number;
}>;

/** What counts until something was accepted: room for an application that uses what others do, a database client included. */
export const DEFAULT_BUDGET: BudgetLimits = {
  zipBytes: 5 * 1024 * 1024,
  javascriptBytes: 1_500_000,
  modules: 900,
};
