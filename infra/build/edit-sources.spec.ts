import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { findUnbundled, SOURCE_EDITS } from './edit-sources.ts';
import { editSource } from './edits/source-edit.ts';
import { listDoors } from './open-doors.ts';

const read = (file: string): string => readFileSync(join('node_modules', file), 'utf8');

describe('SOURCE_EDITS', () => {
  // Fails when a new version of a package no longer has the text: read what became of it, and edit or drop the edit.
  it.each(SOURCE_EDITS.map((edit) => [edit.file, edit] as const))('fits %s as installed', (_, edit) => {
    expect(editSource(read(edit.file), edit)).not.toBe(read(edit.file));
  });
});

describe('editSource', () => {
  const edit = { file: 'a.js', find: 'one', replace: 'two' };

  it('replaces the text, dollar signs and all', () => {
    expect(editSource('one, three', { ...edit, replace: "$&$'" })).toBe("$&$', three");
  });

  it.each([
    { source: 'three', times: 0 },
    { source: 'one one', times: 2 },
  ])('refuses a source that has it $times times', ({ source, times }) => {
    const message = `a.js has this text ${times} times, expected once: one`;
    expect(() => editSource(source, edit)).toThrow(new Error(message));
  });
});

describe('findUnbundled', () => {
  it('tells of a file that the bundle has in another form, or not at all', () => {
    const edits = ['a/esm/x.js', 'a/cjs/x.js', 'b/y.js'].map((file) => ({ file, find: '', replace: '' }));
    const inputs = ['apps/a/esm/x.js', 'node_modules/a/esm/x.js', '../up/node_modules/b/z.js'];
    expect(findUnbundled(inputs, edits)).toEqual(['a/cjs/x.js', 'b/y.js']);
  });

  it('finds nothing in the bundle of this API', async () => {
    const { metafile } = await bundle({ entry: 'apps/api/src/lambda.ts', version: '0.0.0' });
    expect(findUnbundled(Object.keys(metafile.inputs))).toEqual([]);
  });
});

describe('listDoors', () => {
  it('finds each module where its owner would', () => {
    expect(listDoors()).toMatchObject({
      'door-qs': expect.stringMatching(/node_modules\/qs\/lib\/index\.js$/),
      'door-iconv-lite-encodings': expect.stringMatching(/node_modules\/iconv-lite\/encodings\/index\.js$/),
    });
  });
});
