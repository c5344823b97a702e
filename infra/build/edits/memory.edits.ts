import type { SourceEdit } from './source-edit.ts';

/**
 * A function that is assigned to a property where it is written is old to the garbage collector from the start, and keeps
 * what it refers to until old objects are collected as well: here, a request and most of its response.
 */
export const OLD_FUNCTIONS: readonly SourceEdit[] = [
  {
    file: '@codegenie/serverless-express/src/request.js',
    find: 'this._read = () => {\n      this.push(body)\n      this.push(null)\n    }',
    replace: `const read = () => {
      this.push(body)
      this.push(null)
    }
    this._read = read`,
  },
];
