import { ROUTES } from './routes.ts';

/** A value as prose has it: `{sub:'evil', groups:['ADMINS'], uri:ADMIN}`. Names of routes stand for their paths. */
export function readLiteral(text: string): unknown {
  const json = text
    .replaceAll(/'((?:[^'\\]|\\.)*)'/g, (_, inner: string) => JSON.stringify(inner))
    .replaceAll(/([{,]\s*)([A-Za-z_$][\w$-]*)\s*:/g, '$1"$2":')
    .replaceAll(/:\s*([A-Z]+)\b/g, (_, name: string) => `:${JSON.stringify(ROUTES[name] ?? name)}`)
    .replaceAll(/:\s*undefined\b/g, ':null');
  return JSON.parse(json);
}

/** The literals in a text, brackets and all, from left to right. */
export function findLiterals(text: string): readonly string[] {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (const [index, char] of Array.from(text).entries()) {
    if ((char === '{' || char === '[') && depth++ === 0) start = index;
    if ((char === '}' || char === ']') && depth > 0 && --depth === 0)
      found.push(
        Array.from(text)
          .slice(start, index + 1)
          .join(''),
      );
  }
  return found;
}
