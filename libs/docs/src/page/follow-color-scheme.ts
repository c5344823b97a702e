/** Tells of the reader's colour scheme, now and when it changes. */
export function followColorScheme(apply: (isDark: boolean) => void): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => apply(dark.matches));
  apply(dark.matches);
}
