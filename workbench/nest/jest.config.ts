import config from '../../jest.config.ts';

const [sources] = (config.projects ?? []) as readonly object[];

/** `npm run rehearse:nest`: what takes too long for `npm test`. */
export default {
  ...sources,
  rootDir: '../..',
  testMatch: ['<rootDir>/workbench/nest/*.rehearsal-spec.ts'],
};
