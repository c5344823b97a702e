/**
 * Whether a text matches a pattern in which `*` is any text and `single`, `?` by default, any character. Linear in the two
 * lengths' product.
 */
export function matchesPattern(
  pattern: string,
  text: string,
  { single }: { single: string | undefined } = { single: '?' },
): boolean {
  let [inPattern, inText, star, mark] = [0, 0, -1, 0];
  while (inText < text.length) {
    const character = pattern[inPattern];
    if (character === '*') {
      star = inPattern++;
      mark = inText;
    } else if (
      (character !== undefined && character === single) ||
      (character !== undefined && character === text[inText])
    ) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}
