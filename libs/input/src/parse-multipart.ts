import type { Busboy, BusboyConfig } from 'busboy';
import { Problem } from '@lambda-nest/problem';
import { createForm, type Form } from './form.ts';
import { MAX_FIELDS } from './parse-form.ts';

export type MultipartOptions = Readonly<{
  /** Whether files may be in it; they are for another reader, and passed over here. Default `false`. */
  allowsFiles?: boolean;
}>;

/**
 * Parses the text fields of a `multipart/form-data` body. Busboy is loaded with the first such body.
 *
 * @throws Problem 400 for files that are not allowed, too many or over-long fields, and malformed bodies
 */
export async function parseMultipart(
  body: Buffer,
  contentType: string,
  { allowsFiles = false }: MultipartOptions = {},
): Promise<Form> {
  const { default: busboy } = await import('busboy');
  const fields: [string, string][] = [];
  const parser = open(busboy, {
    headers: { 'content-type': contentType },
    limits: { fields: MAX_FIELDS, files: MAX_FIELDS, fieldSize: 65_536 },
  });
  await new Promise<void>((resolve, reject) => {
    const rejectWith = (detail: string): void => reject(new Problem({ status: 400, detail }));
    parser.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated) rejectWith('The form has a field that is too long.');
      fields.push([name, value]);
    });
    parser.on('file', (_name, stream) => {
      stream.on('error', () => rejectWith(MALFORMED));
      stream.resume();
      if (!allowsFiles) rejectWith('Files are not accepted here.');
    });
    parser.on('fieldsLimit', () => rejectWith(`The form has more than ${MAX_FIELDS} fields.`));
    parser.on('filesLimit', () => rejectWith(`The form has more than ${MAX_FIELDS} files.`));
    parser.on('error', (error) => (isOfBusboy(error) ? rejectWith(MALFORMED) : reject(error as Error)));
    parser.on('close', resolve);
    parser.end(body);
  });
  return createForm(fields);
}

const MALFORMED = 'The multipart body is malformed.';

function open(busboy: (config: BusboyConfig) => Busboy, config: BusboyConfig): Busboy {
  try {
    return busboy(config);
  } catch (error) {
    // The media type has no boundary, or one that is none.
    throw isOfBusboy(error) ? new Problem({ status: 400, detail: MALFORMED }) : error;
  }
}

/** What busboy finds wrong with a body is a plain Error; anything more special is a mistake of ours. */
function isOfBusboy(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error;
}
