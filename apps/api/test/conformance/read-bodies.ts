import { gzipSync } from 'node:zlib';
import { findLiterals } from './read-literal.ts';

/** A body to send, with what it needs beside its media type. */
export type Body = Readonly<{
  body: string | Buffer | undefined;
  headers?: Readonly<Record<string, string>>;
}>;

const CREDENTIALS = { grant_type: 'password', username: 'sam@example.com', password: 'CANARY-PW' };

/** What is said of bodies, and the medium they travel in. */
export type Described = Readonly<{
  title: string;
  body?: string | undefined;
  request: string;
  isForm: boolean;
}>;

type Reader = (said: RegExpExecArray, described: Described) => readonly Body[];

const MB = 1024 * 1024;
const count = (text = ''): number => Number(text.replaceAll(/[ ,_]/g, ''));
const plain = (...bodies: (string | undefined)[]): readonly Body[] => bodies.map((body) => ({ body }));
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

/** Bodies that a title describes. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [
    /gzip bomb.*?(\d+) MB/,
    ([, size]) => [
      { body: gzipSync(Buffer.alloc(count(size) * MB, 'a')), headers: { 'content-encoding': 'gzip' } },
    ],
  ],
  [
    /(\d[\d ,]*) nested (arrays|objects)/,
    ([, depth, kind]) => {
      const [open, end] = kind === 'arrays' ? ['[', ']'] : ['{"a":', '}'];
      const nested = `${open.repeat(count(depth))}${kind === 'arrays' ? '' : '1'}${end.repeat(count(depth))}`;
      return plain(nested, `{"text":${nested}}`);
    },
  ],
  [
    /(\d[\d ,]*) (?:form |body )?(?:parameters|fields|members)/,
    ([, many], { isForm }) => {
      const names = Array.from({ length: count(many) }, (_, index) => `p${index}`);
      return plain(
        isForm
          ? names.map((name) => `${name}=1`).join('&')
          : `{${names.map((name) => `"${name}":1`).join()}}`,
      );
    },
  ],
  [/([\d.]+) MB/, ([, size]) => plain('x'.repeat(Number(size) * 1_000_000))],
  [
    /(over-long|empty|missing|repeated) (username|password|grant_type|refresh_token)|(?:username|password) missing/,
    (_said, { title }) => [...title.matchAll(FIELD)].map((said) => ({ body: misshape(said) })),
  ],
  [/(?<![?\w])\w+=[^\s&]*(?:&\w+=[^\s&]*)+/, ([text]) => plain(text)],
];

const FIELD = /(over-long|empty|missing|repeated) (\w+)(?: \(([\d ]+) characters\))?/g;

function misshape([, how, name = '', size = '10000']: RegExpExecArray): string {
  if (how === 'over-long') return form({ ...CREDENTIALS, [name]: 'p'.repeat(count(size)) });
  if (how === 'empty') return form({ ...CREDENTIALS, [name]: '' });
  if (how === 'repeated') return `${form(CREDENTIALS)}&${name}=again`;
  return form(Object.fromEntries(Object.entries(CREDENTIALS).filter(([field]) => field !== name)));
}

/** The bodies that a case describes; a good one where it describes none. */
export function readBodies(described: Described): readonly Body[] {
  const { title, body, request, isForm } = described;
  if (/empty body|without (?:a )?body/.test(request)) return plain(undefined);
  if (body !== undefined) return plain(completed(body, title));
  const literals = [...findLiterals(request), ...(isForm ? [] : findLiterals(title))];
  if (literals.length > 0) return plain(...literals.flatMap(withText));
  for (const [pattern, read] of READERS) {
    const said = pattern.exec(title);
    if (said) return read(said, described);
  }
  return plain(isForm ? form(CREDENTIALS) : '{"text":"x"}');
}

/** `… plus all of them`: whatever the title lists. */
function completed(body: string, title: string): string {
  if (!body.endsWith(' plus all of them')) return body;
  const listed = title.replace(/^.*?: /, '').split(/,\s*/);
  const more = listed.map((word) => (word.includes('=') ? word : `${word}=x`));
  return [body.replace(' plus all of them', ''), ...more].join('&');
}

/** The route of the tests takes a `text`: also with one, so that an object gets as far as its handler. */
function withText(literal: string): readonly string[] {
  return /^\{"(?!text")/.test(literal) && isJson(literal)
    ? [literal, literal.replace('{', '{"text":"x",')]
    : [literal];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
