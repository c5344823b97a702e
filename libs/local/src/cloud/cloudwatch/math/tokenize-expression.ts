import { AwsError } from '../../endpoint/aws-error.ts';

export type MathToken = { kind: 'number' | 'name' | 'text' | 'sign'; text: string };

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z_]\w*)|'([^']*)'|"([^"]*)"|(&&|\|\||==|!=|<=|>=|[-+*/^%<>()[\],]))/iy;

/** Splits an expression of metric math. Throws AwsError `ValidationError`. */
export function tokenizeExpression(expression: string): MathToken[] {
  const tokens: MathToken[] = [];
  TOKEN.lastIndex = 0;
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(expression);
    if (!match) throw mathError(expression);
    const [, number, name, single, double, sign] = match;
    const text = single ?? double;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (text !== undefined) tokens.push({ kind: 'text', text });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}

export function mathError(expression: string, why = 'it does not parse'): AwsError {
  return new AwsError('ValidationError', `Error in expression '${expression}': ${why}`);
}
