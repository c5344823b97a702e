import config from '../../jest.config.ts';

const [packages] = (config.projects ?? []) as readonly object[];

/** `npm run test:long`: what takes too long for `npm test`, such as deployments and the whole docs page in a browser. */
export default {
  ...packages,
  displayName: 'long',
  rootDir: '../..',
  testMatch: ['<rootDir>/{apps,libs,workbench}/**/*.long-spec.ts'],
  testTimeout: config.testTimeout,
  // Each starts builds, browsers or clouds, which are processes of their own.
  maxWorkers: 2,
  workerIdleMemoryLimit: config.workerIdleMemoryLimit,
};
