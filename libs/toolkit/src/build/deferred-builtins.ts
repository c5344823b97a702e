/**
 * Node's modules that the runtime client has not loaded, that take up to milliseconds each, and that few requests use:
 * CommonJS that requires one gets it when something of it is used.
 */
export const DEFERRED_BUILTINS: readonly string[] = [
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
];
