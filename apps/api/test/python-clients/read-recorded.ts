import requests from './requests.json' with { type: 'json' };

export type RecordedRequest = Readonly<{
  /** Name and release of the client. */
  client: string;
  what: string;
  /** All bytes, each as the character of its number; `<USERS>` and `<ADMINS>` stand for a token of that role. */
  sent: string;
}>;

/** What requests and httpx sent to this API, written by `workbench/python-clients/record.py`. */
export const RECORDED_REQUESTS: readonly RecordedRequest[] = requests;

/** A recorded request as an event is made of it, away from the stage `local` that it was sent to. */
export function readSketch(sent: string) {
  const [head = '', ...rest] = sent.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const [method = '', target = ''] = line.split(' ');
  const headers = Object.fromEntries(
    fields.map((field) => {
      const [name = '', ...value] = field.split(': ');
      return [name.toLowerCase(), value.join(': ')];
    }),
  );
  const body = Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString();
  return { method, path: target.replace(/^\/local/, ''), headers, ...(body && { body }) };
}
