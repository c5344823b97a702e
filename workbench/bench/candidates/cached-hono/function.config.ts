/** Hono as this project builds a function: its bundle, its flag undone, its code cache. */
export default {
  name: 'cached-hono',
  entry: '../hono.ts',
  samples: [{ path: '/v1/manage/hc' }],
};
