import { beforeEach, describe, expect, it, jest } from '@jest/globals';

/** A module that is not what it should be, as a bundle once made of busboy. */
jest.unstable_mockModule('busboy', () => ({ default: { busboy: () => undefined } }));

describe('parseMultipart', () => {
  let parse: typeof import('./parse-multipart.ts').parseMultipart;
  beforeEach(async () => {
    ({ parseMultipart: parse } = await import('./parse-multipart.ts'));
  });

  it('does not take a mistake of ours for an error of the caller', async () => {
    await expect(parse(Buffer.from('--B--\r\n'), 'multipart/form-data; boundary=B')).rejects.toThrow(
      TypeError,
    );
  });
});
