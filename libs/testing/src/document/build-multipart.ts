import type { EventSketch } from '../events/build-event.ts';

/** What a schema says of a field, as far as it tells a file from a text. */
export type Field = Readonly<{ format?: string; contentMediaType?: string; items?: Field }>;

const BOUNDARY = 'sample';

/**
 * A multipart body with a part for each member of a value: a file where the schema says binary, else a text. A list has a part for
 * each of its members.
 */
export function buildMultipart(
  value: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, Field>>,
): Required<Pick<EventSketch, 'headers' | 'body'>> {
  const parts = Object.entries(value).flatMap(([name, member]) =>
    [member].flat().map((one) => buildPart(name, toText(one), isFile(fields[name]))),
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
  };
}

/** OpenAPI 3.0 says `format: binary` of a file, 3.1 may say its media type instead. */
const isFile = (field: Field = {}): boolean =>
  field.format === 'binary' ||
  field.contentMediaType !== undefined ||
  (field.items ? isFile(field.items) : false);

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function buildPart(name: string, text: string, hasFile: boolean): string {
  const disposition = `content-disposition: form-data; name="${name}"`;
  const head = hasFile ? `${disposition}; filename="sample.txt"\r\ncontent-type: text/plain` : disposition;
  return `--${BOUNDARY}\r\n${head}\r\n\r\n${text}\r\n`;
}
