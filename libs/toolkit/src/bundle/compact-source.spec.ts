import { describe, expect, it } from '@jest/globals';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { compactSource } from './compact-source.ts';

const compact = (code: string, define: Record<string, string> = {}): string =>
  compactSource(code, { define, hasMap: false }).code;

describe('compactSource', () => {
  it.each([
    ['comments and indentation', '/* a */ f( 1 ,\n    2 ) // b\n', 'f(1,2)'],
    ['line ends after what cannot end a statement', 'f(() => {\n  a;\n  b;\n});', 'f(()=>{a;b;});'],
    ['no line end that may stand for a semicolon', 'a\n(b)\nreturned:\nc', 'a\n(b)\nreturned:\nc'],
    ['no space between words', 'typeof  x  in  y', 'typeof x in y'],
    ['no space between operators', 'a + ++b - - c', 'a+ ++b- -c'],
    ['no space after a number or a regular expression', '1 .x + /a/ in y', '1 .x+ /a/ in y'],
    ['nothing in templates', '`a  ${ b  +  c }  // d`', '`a  ${b+c}  // d`'],
  ])('takes out %s', (_what, code, expected) => {
    expect(compact(code)).toBe(expected);
  });

  it('keeps names that hide others', () => {
    expect(compact('function f() { return function f() {}; }')).toBe('function f(){return function f(){};}');
  });

  it('writes constants for expressions, and not for members, parts or targets that are written alike', () => {
    const define = { 'process.env.V': '"1"' };
    expect(compact('f(process.env.V)', define)).toBe('f("1")');
    expect(compact("f(process.env['V'])", define)).toBe('f("1")');
    const others =
      'a.process.env.V;process.env.VERSION;process.env["V"+1];process.env[V];process.env.V=2;"process.env.V";';
    expect(compact(others, define)).toBe(others);
  });

  it('escapes letters that are not ASCII, but for those of tagged templates', () => {
    expect(compact("é('ü', /ü/u, `ü`, raw`ü`)")).toBe("\\u{e9}('\\u00fc',/\\u00fc/u,`\\u00fc`,raw`ü`)");
  });

  it('breaks long lines where the text does', () => {
    const call = `call(${'argument, '.repeat(20)})`;
    const lines = compact(Array.from({ length: 10 }, () => `${call};\n`).join('')).split('\n');
    expect(lines).toHaveLength(10);
  });

  it('maps what it wrote to the text', () => {
    const { code, map } = compactSource('/* a */\n  first(\n    second,\n  );', { define: {}, hasMap: true });
    expect(code).toBe('first(second,);');
    const at = originalPositionFor(new TraceMap(map), { line: 1, column: code.indexOf('second') });
    expect(at).toMatchObject({ line: 3, column: 4 });
  });
});
