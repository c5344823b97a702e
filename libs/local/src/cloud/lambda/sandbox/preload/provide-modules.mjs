import { Module } from 'node:module';

/**
 * Lets `require` find the packages that the managed runtime brings, where Lambda has them at the end of NODE_PATH. The
 * variable itself stays as it is there.
 *
 * @param {string} folder their `node_modules`
 */
export function provideModules(folder) {
  const { NODE_PATH: before = '' } = process.env;
  process.env.NODE_PATH = `${before}${process.platform === 'win32' ? ';' : ':'}${folder}`;
  Module._initPaths();
  process.env.NODE_PATH = before;
}
