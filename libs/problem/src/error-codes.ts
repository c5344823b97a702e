/** One way in which the API itself fails a request. */
export type ErrorEntry = Readonly<{
  /** HTTP status, 400..599. */
  status: number;
  /** Stable: the status and three digits. Several entries of one meaning to programs share one. */
  code: string;
  /** The sentence for the caller; what fails a request in different ways writes its own, and has none here. */
  detail?: string;
}>;

/**
 * Every code that the API itself sends, with the sentence that goes with it: the code that rejects, the OpenAPI document, the
 * conformance check and the table of the README all read or are held to this one list. An application adds codes of its own by
 * throwing a `Problem` or an exception with an `errorCode`. Free of Nest.
 *
 * A status of which this list says nothing has the code `<status>000`.
 */
export const ERRORS = {
  requestMalformed: { status: 400, code: '400000', detail: 'The request is malformed.' },
  pathMalformed: { status: 400, code: '400000', detail: 'The path is not in canonical form.' },
  headerMalformed: { status: 400, code: '400000', detail: 'A header is malformed.' },
  bodyMalformed: { status: 400, code: '400000', detail: 'The body is not valid JSON.' },
  /** With `errors` that name the fields. */
  inputInvalid: { status: 400, code: '400000', detail: 'The input is not valid.' },
  /** RFC 6749 beside it: `error`, `error_description`. */
  grantRejected: { status: 400, code: '400004' },
  tokenMissing: { status: 401, code: '401001', detail: 'Sign in first: this route needs a bearer token.' },
  tokenInvalid: { status: 401, code: '401001', detail: 'The bearer token is not valid.' },
  forbidden: { status: 403, code: '403000', detail: 'You may not do this.' },
  sourceRejected: { status: 403, code: '403000', detail: 'Requests from this source are not accepted.' },
  noGroup: { status: 403, code: '403002', detail: 'You belong to no group.' },
  otherGroup: { status: 403, code: '403003', detail: 'None of your groups may do this.' },
  scopeMissing: { status: 403, code: '403005', detail: 'The token lacks the scope this route needs.' },
  notFound: { status: 404, code: '404000', detail: 'There is nothing at this path for this method.' },
  accountNotFound: { status: 404, code: '404001' },
  ownAccount: { status: 409, code: '409001' },
  lastAdministrator: { status: 409, code: '409002' },
  accountImpossible: { status: 409, code: '409003' },
  accountChanged: { status: 412, code: '412000' },
  bodyTooLarge: { status: 413, code: '413000', detail: 'The body is too large.' },
  pathTooLong: { status: 414, code: '414000', detail: 'The path is too long.' },
  mediaTypeRejected: { status: 415, code: '415000', detail: 'This media type is not accepted here.' },
  versionMissing: { status: 428, code: '428000' },
  tooManySignIns: { status: 429, code: '429000', detail: 'Too many failed sign-ins. Try again later.' },
  failed: { status: 500, code: '500000', detail: 'Something went wrong on our side.' },
  responseTooLarge: {
    status: 500,
    code: '500001',
    detail: 'The response is too large to be sent. Ask for less at once.',
  },
  unavailable: {
    status: 503,
    code: '503000',
    detail: 'The service cannot answer right now. Try again later.',
  },
  identityUnavailable: {
    status: 503,
    code: '503000',
    detail: 'Your identity cannot be verified right now. Try again later.',
  },
  signInUnavailable: {
    status: 503,
    code: '503000',
    detail: 'Signing in is not possible right now. Try again later.',
  },
  providerUnavailable: {
    status: 503,
    code: '503000',
    detail: 'The identity provider cannot be asked right now. Try again later.',
  },
  accountsUnavailable: {
    status: 503,
    code: '503000',
    detail: 'Accounts cannot be managed right now. Try again later.',
  },
} as const satisfies Record<string, ErrorEntry>;
