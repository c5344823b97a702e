import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { editRedoc } from './edit-redoc.ts';

const read = () => readFile('node_modules/redoc/bundles/redoc.standalone.js', 'utf8');

describe('editRedoc', () => {
  it('takes the logo and the inline style sheet out of the installed version, and nothing else', async () => {
    const source = await read();
    const edited = editRedoc(source);
    expect(edited).not.toContain('logo-mini.svg');
    expect(edited).not.toContain('i()(m.A,g)');
    expect(source.length - edited.length).toBe(142);
  });

  it.each([
    ['logo-mini.svg', 'Its own logo below the menu'],
    ['i()(m.A,g)', 'The inline style sheet of scrollbars'],
  ])('fails when the source no longer has %s', async (text, why) => {
    const changed = (await read()).replace(text, 'changed');
    expect(() => editRedoc(changed)).toThrow(
      `ReDoc has changed; look at the new version and adapt edit-redoc.ts. Edited was: ${why}`,
    );
  });

  it('fails when what it changes stands there twice', async () => {
    const source = await read();
    expect(() => editRedoc(source + source)).toThrow('ReDoc has changed');
  });
});
