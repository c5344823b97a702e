import type { WireResponse } from '../endpoint/protocols/protocol.ts';
import { element } from '../endpoint/protocols/xml.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A list that S3 writes as repeated elements of one name, without one around them. */
export class Repeated {
  readonly elements: readonly unknown[];

  constructor(elements: readonly unknown[]) {
    this.elements = elements;
  }
}

/** A reply of S3: members by name, a {@link Repeated} as that many elements. */
export function xmlReply(
  root: string,
  members: Readonly<Record<string, unknown>>,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${toElements(members)}</${root}>`,
  };
}

export function toElements(members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members)
    .map(([name, value]) => {
      if (value === undefined) return '';
      if (value instanceof Repeated) return value.elements.map((one) => elementOf(name, one)).join('');
      return elementOf(name, value);
    })
    .join('');
}

function elementOf(name: string, value: unknown): string {
  const isMembers = typeof value === 'object' && value !== null && !(value instanceof Date);
  return isMembers
    ? `<${name}>${toElements(value as Record<string, unknown>)}</${name}>`
    : element(name, value);
}

export function emptyReply(status: number, headers: Record<string, string> = {}): WireResponse {
  return { status, headers, body: '' };
}
