import { everyResponse, fact, isRepeated, someResponse, type Judges } from './judge.ts';
import type { Run } from './run.ts';

const UPSTREAM_BODY = 'email,password,returnSecureToken';

/** What happened beside the request: at the identity provider, at start, at the gateway before it. */
export const SURROUNDING_JUDGES: Judges = [
  [/^no upstream call$/, ({ upstream }) => upstream.length === 0],
  [/^at most 2 attempts$/, ({ upstream }) => upstream.length >= 1 && upstream.length <= 2],
  [/^the upstream message$/, fact('upstream text is repeated')],
  [/^any other upstream field$/, someResponse(({ text }) => /idToken|profilePicture/.test(text))],
  [
    /^the URL with \?key= in body or logs$/,
    (run) => isRepeated(run, 'key=') || isRepeated(run, 'googleapis'),
  ],
  [/^any hint that the account exists$/, someResponse(({ text }) => /account|disabled|locked/i.test(text))],
  [
    /^if upstream was called its JSON body is exactly/,
    ({ upstream }) =>
      upstream.every(({ body }) => {
        const sent = JSON.parse(body) as Record<string, unknown>;
        return Object.keys(sent).toSorted().join() === UPSTREAM_BODY && sent['returnSecureToken'] === true;
      }),
  ],
  [
    /^exactly the documented fields: (.+)$/,
    everyResponse((response, [fields = '']) => {
      const wanted = fields.split(', ').map((field) => field.split(' ')[0]);
      const { expires_in: seconds, ...rest } = response.json();
      const names = ['expires_in', ...Object.keys(rest)];
      return typeof seconds === 'number' && names.toSorted().join() === wanted.toSorted().join();
    }),
  ],
  [
    /^if 400: error=(\S+) or (\S+)$/,
    everyResponse(
      (response, errors) => response.status !== 400 || errors.includes(String(response.json()['error'])),
    ),
  ],
  [
    /^body has error '(\w+)' and code '(\d+)'$/,
    everyResponse(
      (response, [error, code]) => response.json()['error'] === error && response.json()['code'] === code,
    ),
  ],
  [/^(?:both answers identical|identical to the request without)/, fact('answers are identical')],
  [
    /^at least one 429 with Retry-After/,
    someResponse(({ status, headers }) => status === 429 && Number(headers['retry-after']) > 0),
  ],
  [
    /^(CANARY-\w+) or the password in body or logs$/,
    (run, [key = '']) => isRepeated(run, key) || isRepeated(run, 'CANARY-PW'),
  ],
  [/^exactly one outbound host: (\S+) over TLS$/, fact('one host over TLS')],
  [/^at most \d+ (?:certificate )?fetch(?:es)?$/, fact('fetches are bounded')],
  [/^recovers on the next request/, fact('recovered')],
  [/^accepted after at most one refresh/, fact('one refresh')],
  [
    /^every invocation answers (?:a generic )?5xx or rejects(?:; logs name the setting)?$/,
    fact('nothing is served'),
  ],
  [/^any route served, HEALTH included$/, fact('something is served')],
  [/^body (\{"message":"[\w ]+"\})$/, everyResponse(({ text }, [body]) => text === body)],
  [/^the Lambda handler is invoked$/, fact('the function was invoked')],
  [/^event\.requestContext\.authorizer is absent$/, fact('no authorizer in the event')],
  [/^\w+ (?:'[^']*'|absent|as decimal text)(?:, \w+ (?:'[^']*'|absent|as decimal text))*$/, areRendered],
  [/^scopes null on a route without scopes$/, fact('scopes are null')],
  [/^0\.0\.0\.0 or ::$/, fact('reachable from elsewhere')],
  [/^@scarf\/scarf postinstall executed$/, fact('telemetry may run')],
];

/** `groups '[a b]', z absent, exp as decimal text`: each claim as the sentence has it. */
function areRendered({ claims }: Run, _said: readonly string[], sentence: string): boolean | undefined {
  if (claims === undefined) return undefined;
  const said = [...sentence.matchAll(/(\w+) (?:'([^']*)'|(absent)|as decimal text)/g)];
  return said.every(([, name = '', text, absent]) => {
    const value = claims[name];
    if (text !== undefined) return value === text;
    return absent === undefined ? /^\d+$/.test(String(value)) : value === undefined;
  });
}
