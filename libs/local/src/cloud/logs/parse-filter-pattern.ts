import { AwsError } from '../endpoint/aws-error.ts';
import { parseJsonPattern } from './parse-json-pattern.ts';

export type MessageFilter = (message: string) => boolean;

const TERM = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|(%[^%]+%)|([^\s"]+))/gy;

/**
 * Reads a filter pattern: words that must all be there, `?word` of which one must, `-word` that must not, `%regex%`, or
 * conditions on JSON in braces. Empty takes everything.
 *
 * @throws AwsError `InvalidParameterException` for one that does not parse, and for patterns of fields in brackets
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(pattern: string): MessageFilter {
  const trimmed = pattern.trim();
  if (trimmed === '') return () => true;
  if (trimmed.startsWith('{')) return parseJsonPattern(trimmed);
  if (trimmed.startsWith('['))
    throw new AwsError(
      'InvalidParameterException',
      'The local AWS knows no filter patterns of fields in brackets.',
    );
  const terms = { all: [] as MessageFilter[], any: [] as MessageFilter[], none: [] as MessageFilter[] };
  TERM.lastIndex = 0;
  for (let at = 0; at < trimmed.length; at = TERM.lastIndex) {
    while (trimmed[TERM.lastIndex] === ' ') TERM.lastIndex += 1;
    const match = TERM.exec(trimmed);
    if (!match) throw new AwsError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);
    const [, sign, quoted, expression, word = ''] = match;
    const kind = sign === '?' ? 'any' : sign === '-' ? 'none' : 'all';
    terms[kind].push(toFilter(quoted?.replace(/\\(.)/g, '$1') ?? word, expression));
  }
  return (message) =>
    terms.all.every((filter) => filter(message)) &&
    !terms.none.some((filter) => filter(message)) &&
    (terms.any.length === 0 || terms.any.some((filter) => filter(message)));
}

function toFilter(text: string, expression: string | undefined): MessageFilter {
  if (expression === undefined) return (message) => message.includes(text);
  const compiled = compile(expression.slice(1, -1));
  return (message) => compiled.test(message);
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    throw new AwsError('InvalidParameterException', `Invalid filter pattern: %${source}%`);
  }
}
