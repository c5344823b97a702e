/** Whose address counts as the client's, where proxies stand between it and AWS. */
export type AddressRule =
  /** The peer that connected to AWS, or to this server: right where nothing stands before it. */
  | Readonly<{ kind: 'peer' }>
  /** The peer that connected to the first of that many proxies of ours, by the entries that they append to `x-forwarded-for`. */
  | Readonly<{ kind: 'hops'; hops: number }>
  /** A header that a proxy of ours sets, whatever the client sends, such as `cloudfront-viewer-address`. */
  | Readonly<{ kind: 'header'; name: string }>
  /** No client's: it is not known, or that of many clients. */
  | Readonly<{ kind: 'none' }>;

type Seen = Readonly<{
  /** Address of the peer that connected, `''` when unknown. */
  peer: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}>;

/**
 * The client's address by a rule; `''` where the rule finds none. Only what proxies of ours said is read: entries of
 * `x-forwarded-for` count from the right, where they append theirs, and what a client made up stays left of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomIPAddresses
 */
export function chooseAddress(rule: AddressRule, { peer, headers }: Seen): string {
  if (rule.kind === 'none') return '';
  if (rule.kind === 'peer') return peer;
  if (rule.kind === 'header') return readHeader(rule.name, headers[rule.name]?.toString() ?? '');
  const forwarded = (headers['x-forwarded-for']?.toString() ?? '')
    .split(',')
    .map((entry) => readAddress(entry));
  const chain = forwarded.toReversed();
  // API Gateway appends whom it saw; a server of our own sees it without that.
  if (chain[0] !== peer) chain.unshift(peer);
  return chain[rule.hops] ?? '';
}

/** CloudFront writes the port behind an address of IPv6 as well, without brackets. */
function readHeader(name: string, value: string): string {
  return readAddress(name === 'cloudfront-viewer-address' ? value.replace(/:\d{1,5}$/, '') : value);
}

/** `address`, `address:port` or `[address]:port`, as proxies write them; `''` for anything else, two of them among it. */
export function readAddress(text: string): string {
  const [, bracketed, plain = ''] =
    /^\s*(?:\[([\da-f:.]{2,45})\](?::\d{1,5})?|([\da-f:.]{2,52}))\s*$/i.exec(text) ?? [];
  return bracketed ?? plain.replace(/^([\d.]+):\d{1,5}$/, '$1');
}
