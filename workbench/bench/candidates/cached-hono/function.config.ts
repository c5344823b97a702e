/** Hono as this project builds a function: its bundle, Lambda's `--expose-gc` taken back, its code cache. */
export default {
  name: 'cached-hono',
  entry: '../hono.ts',
  samples: [{ path: '/v1/manage/hc' }],
};
