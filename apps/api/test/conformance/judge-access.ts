import { everyResponse, everythingOf, fact, hasHeader, ran, someResponse, type Judges } from './judge.ts';
import type { Run } from './run.ts';

const OPEN = [
  'HealthController',
  'AuthController',
  'DocsController',
  'GenericController.health',
  'ZzController.',
];
const isGuarded = new RegExp(`^(?!${OPEN.join('|').replaceAll('.', '\\.')})`);

/** Handlers that a case asked for: those that it mounts, or else any that is guarded. */
function handlersOf({ ran: names, exchanges }: Run): readonly string[] {
  const isMounted = exchanges.some(({ route }) => route.startsWith('/mounted/'));
  return names.filter((name) => (isMounted ? name.startsWith('MountedController.') : isGuarded.test(name)));
}

/** Who was let in, and what a rejected caller learns. */
export const ACCESS_JUDGES: Judges = [
  [/^the admin handler runs$/, ran(/^(?:AdminController\.listEndpoints|GenericController\.endpoints)/)],
  [/^(?:any|a) protected handler runs$|^a default\/system identity$/, ran(isGuarded)],
  [/^the handler runs$/, (run) => handlersOf(run).length > 0],
  [/^the GET handler ran$/, ran(/^HealthController\.checkHealth$/)],
  [
    /^if 200 the health handler ran$/,
    ({ responses, ran: names }) =>
      responses.every(({ status }) => status !== 200) || names[0] === 'HealthController.checkHealth',
  ],
  [/^a handler other than the one named in the vector runs$/, fact('another handler ran')],
  [
    /^a (\d{3}) on ADMIN$/,
    ({ exchanges }, [status]) =>
      exchanges.some(({ route, outcome }) => route === 'ADMIN' && String(outcome) === status),
  ],
  [
    /^(?:a )?(\d{3})$/,
    ({ exchanges }, [status]) => exchanges.some(({ outcome }) => String(outcome) === status),
  ],
  [/^200 twice$/, ({ exchanges }) => exchanges.filter(({ outcome }) => outcome === 200).length > 1],
  [/^USER 200$/, ({ exchanges }) => exchanges[0]?.outcome === 200],
  [/^true$/, fact('a guard let a caller pass')],
  [/^a @SignedIn route answers the same tokens with 200$/, fact('signed-in callers pass')],
  [
    /^\(\{\}\)\.(\w+) is (?:still )?undefined afterwards$/,
    (_run, [name = '']) => (({}) as Record<string, unknown>)[name] === undefined,
  ],
  [/^an outbound request to a host named in the token$/, fact('something else was asked')],
  [
    /^WWW-Authenticate: Bearer with error="invalid_token"$/,
    everyResponse(hasHeader('www-authenticate', /^Bearer .*error="invalid_token"/)),
  ],
  [/^WWW-Authenticate starts with Bearer$/, everyResponse(hasHeader('www-authenticate', /^Bearer/))],
  [
    /^401 carries WWW-Authenticate: Bearer$/,
    everyResponse(
      (response) => response.status !== 401 || hasHeader('www-authenticate', /^Bearer/)(response),
    ),
  ],
  [/^'ADMINS' or 'USERS' in either body$/, someResponse(({ text }) => /ADMINS|USERS/.test(text))],
  [/^an Allow header that lists methods/, someResponse(({ headers }) => headers['allow'] !== undefined)],
  [/^the allow list is a committed file$/, fact('the allow list is committed')],
  [/^(?:aud\/iss taken from the token|any authenticated 200)$/, fact('a caller was let in')],
  [/^(?:claims\[''\]|everyone gets roles|a security check silently off)/, fact('a check is off')],
  [
    /^only method, path template, access rule/,
    everyResponse(({ text }) =>
      (JSON.parse(text) as object[]).every(
        (entry) => Object.keys(entry).toSorted().join() === 'access,method,name,path',
      ),
    ),
  ],
  [
    /^file paths, regular expressions, handler source/,
    someResponse((response) => /\.ts\b|\(\?|=>|function|\d+\.\d+\.\d+/.test(everythingOf(response))),
  ],
];
