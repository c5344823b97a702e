import { minify, transform as compile } from '@swc/core';
import { transform } from 'esbuild';
import { restoreNames } from './restore-names.ts';

/** What a module function is given by the loader. */
const PARAMETERS = 'module, exports, require, __moduleUrl';

/** One ES module of the bundle, as esbuild wrote it. */
export type Chunk = Readonly<{ name: string; text: string; mayAwait: boolean }>;

/**
 * Writes ES modules as one script whose value is an object of CommonJS functions by module name. Dynamic imports become
 * `require`, because a script has no module loader of its own.
 */
export async function toScript(chunks: readonly Chunk[]): Promise<string> {
  const members = await Promise.all(chunks.map(toMemberOnce));
  // Strict, as the ES modules were.
  return `"use strict";({${members.join(',\n')}})`;
}

/** Members as they were made of chunks: who builds again has most of them already. */
const made = new Map<string, Promise<string>>();
/** As many as a bundle has, a few times over. */
const MOST_MADE = 200;

function toMemberOnce(chunk: Chunk): Promise<string> {
  const key = `${chunk.name}:${chunk.mayAwait}:${chunk.text}`;
  const member = made.get(key) ?? toMember(chunk);
  // The newest stands last, so that the one that goes is the one that nobody has wanted for longest.
  made.delete(key);
  made.set(key, member);
  const [oldest] = made.keys();
  if (made.size > MOST_MADE && oldest !== undefined) made.delete(oldest);
  return member;
}

async function toMember({ name, text, mayAwait }: Chunk): Promise<string> {
  const source = text.replace(/^#!.*/, '');
  const body = await shorten(mayAwait ? await toAwaitingModule(source) : await toModule(source));
  return `${JSON.stringify(name)}:${mayAwait ? 'async ' : ''}function(${PARAMETERS}){${body}\n}`;
}

/** esbuild gives a copy whose members ask the original's, of which each asks its variable: once is enough. */
const COPIED_EXPORTS = /^module\.exports = __toCommonJS\((\w+)\);$/m;

async function toModule(text: string): Promise<string> {
  const { code } = await transform(text, {
    format: 'cjs',
    target: 'node24',
    supported: { 'dynamic-import': false },
  });
  return code.replace(COPIED_EXPORTS, 'module.exports = __defProp($1, "__esModule", { value: true });');
}

/** esbuild refuses CommonJS that awaits at its top level; swc leaves the `await` for the function around it. */
async function toAwaitingModule(text: string): Promise<string> {
  const { code } = await compile(text, {
    isModule: true,
    configFile: false,
    swcrc: false,
    jsc: { target: 'es2024', parser: { syntax: 'ecmascript' } },
    module: { type: 'commonjs', ignoreDynamic: false, importInterop: 'node' },
  });
  return code;
}

/** What is called after the variable it stands in, such as `parse` in `const parse = (text) => …`. */
const NAMED_BY_VARIABLE = /(?<![\w$.])([\w$]+)=(?:async ?)?(?:function\b|class\b|[\w$]+=>|\([^()]*\)=>)/g;

/**
 * Minifies, but for the names of functions and classes: stack traces show them, and Nest and the access table tell classes
 * by them. (esbuild's `keepNames` shortens them and gives each back when the code runs: a twentieth of a cold start.)
 */
async function shorten(text: string): Promise<string> {
  const { code } = await transform(text, {
    minifySyntax: true,
    minifyWhitespace: true,
    treeShaking: false,
    target: 'node24',
    legalComments: 'none',
  });
  const named = restoreNames(code);
  const reserved = [...named.matchAll(NAMED_BY_VARIABLE)].map(([, name = '']) => name);
  const mangle = { toplevel: true, keep_classnames: true, keep_fnames: true, reserved };
  // One letter that is not ASCII makes V8 hold the script at two bytes a letter, and read it the longer.
  const format = { asciiOnly: true };
  return (await minify(named, { module: true, compress: false, mangle, format })).code;
}
