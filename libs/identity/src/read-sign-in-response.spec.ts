import { describe, expect, it } from '@jest/globals';
import { googleError } from '@lambda-nest/testing';
import { readSignInResponse } from './read-sign-in-response.ts';
import { SignInRejected, SignInUnavailable } from './sign-in.errors.ts';

const keyInvalid = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' };

function read(body: unknown, status = 400) {
  return readSignInResponse({ status, headers: {}, text: JSON.stringify(body) });
}

describe('the code in an error of Google', () => {
  it.each<[string, Error]>([
    ['INVALID_PASSWORD', new SignInRejected('INVALID_PASSWORD')],
    ['INVALID_PASSWORD : CANARY', new SignInRejected('INVALID_PASSWORD')],
    ['INVALID_PASSWORD: CANARY', new SignInRejected('INVALID_PASSWORD')],
    ['INVALID_PASSWORD CANARY', new SignInUnavailable('configuration')],
    ['Hello INVALID_PASSWORD', new SignInUnavailable('configuration')],
    ['xINVALID_PASSWORD', new SignInUnavailable('configuration')],
    ['5_INVALID_PASSWORD', new SignInUnavailable('configuration')],
  ])('is read from its beginning: %s', (message, expected) => {
    expect(caught(() => read(googleError(message).body))).toEqual(fieldsOf(expected));
  });

  it.each([[['INVALID_PASSWORD']], [{ INVALID_PASSWORD: 1 }], [7], [null], [undefined]])(
    'is text, not %j',
    (message) => {
      const expected = new SignInUnavailable('configuration');

      expect(caught(() => read({ error: { message } }))).toEqual(fieldsOf(expected));
    },
  );

  it.each<[string, unknown]>([
    ['the only detail', [keyInvalid]],
    ['the first that gives a reason', [null, 'CANARY', { links: [] }, keyInvalid, { reason: 'LATER' }]],
  ])('is found in %s when the message is prose', (_, details) => {
    const { body } = googleError('API key not valid. CANARY', 400, { details });
    const expected = new SignInUnavailable('configuration', 'API_KEY_INVALID');

    expect(caught(() => read(body))).toEqual(fieldsOf(expected));
  });

  it.each([[keyInvalid], ['API_KEY_INVALID'], [null], [[]]])(
    'is not looked for in details of another form: %j',
    (details) => {
      const { body } = googleError('Prose.', 403, { details, status: 'PERMISSION_DENIED' });
      const expected = new SignInUnavailable('configuration', 'PERMISSION_DENIED');

      expect(caught(() => read(body, 403))).toEqual(fieldsOf(expected));
    },
  );
});

describe('a response that is no object', () => {
  it.each([[null], [[]], ['INVALID_PASSWORD'], [7]])('has no error in it: %j', (body) => {
    const [ok, bad] = [
      new SignInUnavailable('status', 'HTTP_200'),
      new SignInUnavailable('unexpected_response'),
    ];

    expect(caught(() => read(body, 200))).toEqual(fieldsOf(ok));
    expect(caught(() => read(body, 400))).toEqual(fieldsOf(bad));
    expect(caught(() => read({ error: body }, 400))).toEqual(fieldsOf(bad));
  });
});

function caught(attempt: () => unknown): Record<string, unknown> | undefined {
  try {
    attempt();
  } catch (error) {
    return error instanceof Error ? fieldsOf(error) : undefined;
  }
  return undefined;
}

function fieldsOf(error: Error): Record<string, unknown> {
  return { ...error, message: error.message };
}
