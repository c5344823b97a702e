import { Problem } from '#problem';
import { createForm, type Form } from './form.ts';
import { MAX_FIELDS } from './parse-form.ts';

/**
 * Parses the text fields of a `multipart/form-data` body. Busboy is loaded with the first such body.
 *
 * @throws Problem 400 for files, too many or over-long fields, and malformed bodies
 */
export async function parseMultipart(body: Buffer, contentType: string): Promise<Form> {
  const { default: busboy } = await import('busboy');
  const fields: [string, string][] = [];
  await new Promise<void>((resolve, reject) => {
    const refuse = (detail: string): void => reject(new Problem({ status: 400, detail }));
    try {
      const parser = busboy({
        headers: { 'content-type': contentType },
        limits: { fields: MAX_FIELDS, fieldSize: 65_536 },
      });
      parser.on('field', (name, value, { valueTruncated }) => {
        if (valueTruncated) refuse('The form has a field that is too long.');
        fields.push([name, value]);
      });
      parser.on('file', (_name, stream) => {
        stream.resume();
        refuse('Files are not accepted here.');
      });
      parser.on('fieldsLimit', () => refuse(`The form has more than ${MAX_FIELDS} fields.`));
      parser.on('error', () => refuse('The multipart body is malformed.'));
      parser.on('close', resolve);
      parser.end(body);
    } catch {
      refuse('The multipart body is malformed.');
    }
  });
  return createForm(fields);
}
