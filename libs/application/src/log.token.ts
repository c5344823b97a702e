/** Injection token of the application's `Log`. */
export const LOG = Symbol.for('lambda-nest:log');
