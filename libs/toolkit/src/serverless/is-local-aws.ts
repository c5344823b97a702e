/** Whether `AWS_ENDPOINT_URL` leads to this machine, where `npm run cloud` plays AWS. */
export function isLocalAws({
  AWS_ENDPOINT_URL: url = '',
}: Readonly<Record<string, string | undefined>>): boolean {
  return URL.canParse(url) && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);
}
