import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SOURCE_EDITS } from './edit-sources.ts';
import { editSource } from './edits/source-edit.ts';

type Match = (path: string, options: object) => (input: string) => false | { path: string; params: object };
type PathToRegexp = Readonly<{ match: Match }>;

const FILE = 'path-to-regexp/dist/index.js';
const require = createRequire(import.meta.url);
const original = require('path-to-regexp') as PathToRegexp;

/** The package as the bundle has it. */
function loadEdited(): PathToRegexp {
  const source = readFileSync(`node_modules/${FILE}`, 'utf8');
  const edited = SOURCE_EDITS.filter(({ file }) => file === FILE).reduce(editSource, source);
  const module = { exports: {} };
  new Function('module', 'exports', edited)(module, module.exports);
  return module.exports as PathToRegexp;
}

const edited = loadEdited();
const toPath = (segments: readonly string[]): string => `/${segments.join('/')}`;
const template = fc
  .array(fc.constantFrom('a', 'B', 'a.b', ':id', ':other', '*rest', '{opt}', 'v:n', ''), { maxLength: 4 })
  .map(toPath);
const input = fc.array(fc.constantFrom('a', 'b', 'A', 'a.b', '%41', '7', ''), { maxLength: 4 }).map(toPath);
const options = fc.record(
  { sensitive: fc.boolean(), end: fc.boolean(), trailing: fc.boolean() },
  { requiredKeys: [] },
);

/** What a matcher finds, or that there is none to be had. */
function attempt({ match }: PathToRegexp, path: string, chosen: object, given: string): unknown {
  let matcher: ReturnType<Match>;
  try {
    matcher = match(path, chosen);
  } catch {
    return 'refused';
  }
  const found = matcher(given);
  return found && { path: found.path, params: { ...found.params } };
}

describe('the edited path-to-regexp', () => {
  it('matches what the original matches, and refuses the same templates as early', () => {
    fc.assert(
      fc.property(template, options, input, (path, chosen, given) => {
        expect(attempt(edited, path, chosen, given)).toEqual(attempt(original, path, chosen, given));
      }),
      { numRuns: 3000 },
    );
  });
});
