import { AwsError } from '../endpoint/aws-error.ts';

export type XmlElement = { name: string; children: XmlElement[]; text: string };

const TOKEN = /<\?[^>]*\?>|<!--[^]*?-->|<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Parses the XML bodies that S3 takes: elements and text. Attributes are passed over; document types are rejected.
 *
 * @throws AwsError `MalformedXML`
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    const current = open.at(-1);
    if (!match || !current) throw malformed();
    const [, closing, name, , selfClosing, characters] = match;
    if (characters !== undefined) current.text += decodeEntities(characters);
    if (name === undefined) continue;
    if (closing === '/') {
      if (current.name !== name) throw malformed();
      open.pop();
      continue;
    }
    const element: XmlElement = { name, children: [], text: '' };
    current.children.push(element);
    if (selfClosing !== '/') open.push(element);
  }
  const [only, ...more] = root.children;
  if (open.length > 1 || !only || more.length > 0) throw malformed();
  return only;
}

export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}

function malformed(): AwsError {
  return new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}
