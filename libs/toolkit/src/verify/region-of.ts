/** The region of an execute-api address; a laptop is `local`, and of a custom domain it is not known. */
export function regionOf(base: string): string | undefined {
  const { hostname } = new URL(base);
  if (/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) return 'local';
  return /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(hostname)?.[1];
}
