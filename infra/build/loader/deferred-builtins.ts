/** Node's modules that the runtime client has not loaded, that take up to milliseconds each, and that few requests use. */
export const DEFERRED_BUILTINS: ReadonlySet<string> = new Set([
  'child_process',
  'crypto',
  'dns',
  'http2',
  'https',
  'module',
  'os',
  'perf_hooks',
  'readline',
  'tls',
  'tty',
  'v8',
  'worker_threads',
  'zlib',
]);
