import { expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import { compileTypescript } from './compile-decorators.ts';
import { describeSyntaxError } from './describe-syntax-error.ts';

const BROKEN = 'export class Orders {{\n}\n';
const SAID = /^x Unexpected token `\{`.*\n {3},-\[.*orders\.ts:1:1\]\n[^]*export class Orders \{\{[^]*`----$/;

it('says the mistake, the file and the line, and nothing of the compiler', () => {
  let said = '';
  try {
    transformSync(BROKEN, { filename: 'orders.ts', jsc: { parser: { syntax: 'typescript' } } });
  } catch (error) {
    said = describeSyntaxError(error);
  }
  expect(said).toMatch(SAID);
});

it('is what compiling a broken source rejects with', async () => {
  await expect(compileTypescript(BROKEN, 'orders.ts')).rejects.toThrow(
    expect.objectContaining({ name: 'SyntaxError', message: expect.stringMatching(SAID) }),
  );
});
