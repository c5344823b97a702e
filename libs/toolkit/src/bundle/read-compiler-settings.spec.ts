import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compileTypescript } from './compile-typescript.ts';
import { readCompilerSettings } from './read-compiler-settings.ts';

describe('readCompilerSettings', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tsconfig-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A source compiled by a tsconfig.json with these options, some of them in the file that it extends. */
  async function compile(compilerOptions: object, source: string, name = 'a.ts'): Promise<string> {
    writeFileSync(join(folder, 'base.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "./base.json", // what all share\n}');
    const settings = readCompilerSettings(join(folder, 'tsconfig.json'));
    const { code } = await compileTypescript(source, name, 'module', settings);
    return code.replaceAll(/\s+/g, ' ');
  }

  it.each([
    { options: { target: 'es2024' }, isDefined: true },
    { options: { target: 'es2021' }, isDefined: false },
    { options: { target: 'es2021', useDefineForClassFields: true }, isDefined: true },
    { options: { target: 'es2024', useDefineForClassFields: false }, isDefined: false },
  ])('has a field without a value be $isDefined with $options', async ({ options, isDefined }) => {
    const code = await compile(options, 'export class Order { id: number }');
    expect(code).toContain(isDefined ? 'class Order { id; }' : 'class Order { }');
  });

  it('leaves imports alone with verbatimModuleSyntax', async () => {
    const source = "import { Order } from './order.ts'; export type Orders = Order[];";
    expect(await compile({}, source)).not.toContain('import');
    expect(await compile({ verbatimModuleSyntax: true }, source)).toContain("from './order.ts'");
  });

  it.each([
    { options: { jsx: 'react-jsx' }, written: 'from "react/jsx-runtime"' },
    { options: { jsx: 'react-jsx', jsxImportSource: 'preact' }, written: 'from "preact/jsx-runtime"' },
    { options: { jsx: 'react', jsxFactory: 'h' }, written: 'h("b", null)' },
  ])('compiles JSX to $written with $options', async ({ options, written }) => {
    expect(await compile(options, 'export const b = <b />;', 'a.tsx')).toContain(written);
  });

  it('names the file that cannot be read', () => {
    writeFileSync(join(folder, 'tsconfig.json'), '{');
    const path = join(folder, 'tsconfig.json');
    expect(() => readCompilerSettings(path)).toThrow(`${path}: `);
  });
});
