type Token =
  | Readonly<{ kind: 'text'; text: string }>
  | Readonly<{ kind: 'parameter' | 'wildcard' }>
  | Readonly<{ kind: 'group'; tokens: readonly Token[] }>;

/** Whether a template is made of plain segments and whole parameters alone, as nearly all are. */
export function isSimple(template: string): boolean {
  return SIMPLE.test(template);
}

const SIMPLE = /^(?:\/(?:[\w.~-]*|:\w+))+$/;

/**
 * What a path template of Express matches, case and trailing slash counted. A parameter takes the text of one segment, a
 * wildcard (`*rest`) that of several, a group (`{/:id}`) may be absent.
 *
 * @see https://expressjs.com/en/guide/migrating-5.html#path-syntax
 */
export function toPattern(template: string): RegExp {
  return new RegExp(`^${sourceOf(parse(template))}$`);
}

function sourceOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'text') return token.text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
      if (token.kind === 'group') return `(?:${sourceOf(token.tokens)})?`;
      return token.kind === 'parameter' ? '[^/]+' : '[^]+';
    })
    .join('');
}

/**
 * Paths that stand for all that a template matches: each parameter is a word that no other template spells out, and each
 * group is there in one path and absent in another. What matches all of them matches whatever the template does.
 */
export function samplesOf(template: string): readonly string[] {
  return expand(parse(template));
}

/** More groups than that are beyond what an API needs, and would double the samples each. */
const MAX_SAMPLES = 64;

function expand(tokens: readonly Token[]): readonly string[] {
  let samples: readonly string[] = [''];
  for (const token of tokens) {
    const texts = textsOf(token);
    samples = samples.flatMap((sample) => texts.map((text) => sample + text)).slice(0, MAX_SAMPLES);
  }
  return samples;
}

/** No word of a template: templates are written in ASCII. */
const WORD = '\u{1f6e4}';

function textsOf(token: Token): readonly string[] {
  if (token.kind === 'text') return [token.text];
  if (token.kind === 'group') return ['', ...expand(token.tokens)];
  return [token.kind === 'parameter' ? WORD : `${WORD}/${WORD}`];
}

function parse(template: string): readonly Token[] {
  const open: Token[][] = [[]];
  let at = 0;
  while (at < template.length) {
    const tokens = open.at(-1) as Token[];
    const [text = '', bracket, sign] = TOKEN.exec(template.slice(at)) ?? [template.slice(at)];
    const letter = bracket ?? sign;
    at += text.length;
    if (letter === '{') open.push([]);
    else if (letter === '}' && open.length > 1) {
      open.pop();
      open.at(-1)?.push({ kind: 'group', tokens });
    } else if (letter === ':') tokens.push({ kind: 'parameter' });
    else if (letter === '*') tokens.push({ kind: 'wildcard' });
    else tokens.push({ kind: 'text', text: text.replace(/^\\(?=.)/, '') });
  }
  return open.flat();
}

/** A bracket, a name behind its sign, a letter that is escaped, or text. */
const TOKEN =
  /^(?:([{}])|([:*])(?:"(?:[^"\\]|\\.)*"|[\p{ID_Start}$_][\p{ID_Continue}$]*)|\\.|[^{}:*\\]+|[:*\\])/su;
