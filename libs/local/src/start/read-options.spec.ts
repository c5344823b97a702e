import { describe, expect, it } from '@jest/globals';
import { readOptions } from './read-options.ts';

describe('readOptions', () => {
  it('has a default for everything', () => {
    expect(readOptions([], {})).toEqual({
      port: 3000,
      identityPort: 9099,
      projectId: 'demo-local',
      folder: 'apps/api',
    });
  });

  it('takes ports from the shell, and files from the command line', () => {
    const options = readOptions(['apps/worker', '--routes', 'y.json'], {
      PORT: '4000',
      IDENTITY_PORT: '0',
    });
    expect(options).toMatchObject({
      port: 4000,
      identityPort: 0,
      folder: 'apps/worker',
      routes: 'y.json',
    });
  });

  it.each([
    [undefined, 'demo-local'],
    ['demo-mine', 'demo-mine'],
    ['production', 'demo-local'],
  ])('with FIREBASE_PROJECT_ID %s plays the project %s', (named, projectId) => {
    expect(readOptions([], { FIREBASE_PROJECT_ID: named })).toMatchObject({ projectId });
  });

  it.each(['', 'x', '-1', '65536', '1e3', '3000 '])('rejects the port %j without repeating it', (PORT) => {
    expect(() => readOptions([], { PORT })).toThrow(
      'PORT must be a port, a number from 0 to 65535 (0 takes a free one).',
    );
  });

  it.each([
    [['--inspect'], 9229],
    [['apps/worker', '--inspect=9230'], 9230],
  ])('lets a debugger attach with %j', (args, inspect) => {
    expect(readOptions(args, {})).toMatchObject({
      inspect,
      folder: args.length > 1 ? 'apps/worker' : 'apps/api',
    });
  });

  it.each(['--inspect=0', '--inspect=0.0.0.0:9229', '--inspect='])('rejects %s, which is no port', (arg) => {
    expect(() => readOptions([arg], {})).toThrow('--inspect takes a port, a number from 1 to 65535');
  });

  it('names the arguments there are when it is given another', () => {
    expect(() => readOptions(['--port', '1'], {})).toThrow(
      /npm start takes the folder of a function, --routes and --inspect\.$/,
    );
  });
});
