/** Injection token of the application's `Log`. */
export const LOG = Symbol.for('lambda-nest:log');

/** Injection token of the application's `Metrics`, for what a team counts itself. */
export const METRICS = Symbol.for('lambda-nest:metrics');
