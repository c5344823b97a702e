import { ERRORS, reasonPhrase } from '@lambda-nest/problem/codes';

/** `name` tells examples of the same code apart. */
type Example = Readonly<{ name?: string; status: number; title: string; detail: string; code: string }>;
export type ErrorResponse = Readonly<{
  description: string;
  /** Problems of the application, if it answers so. */
  problems?: readonly Example[];
  /** Message of the gateway's own response, if it answers so before the application is asked. */
  gateway?: string;
  /** Headers that tell callers what to do, by name. */
  headers?: Readonly<Record<string, object>>;
}>;

const CHALLENGE = {
  description: 'How to authenticate, and what was wrong (RFC 6750, section 3).',
  schema: { type: 'string', example: 'Bearer error="invalid_token"' },
};

const SCOPE_CHALLENGE = {
  description: 'The scopes of which the token needs one, where that is what it lacks.',
  schema: { type: 'string', example: 'Bearer error="insufficient_scope", scope="orders:read"' },
};

const RETRY_AFTER = {
  description: 'Seconds until asking again is of use, where that is known.',
  schema: { type: 'integer', minimum: 0, example: 60 },
};

export const PROBLEM = 'application/problem+json';

type Described = Readonly<{ status: number; code: string; detail: string }>;

const problem = ({ status, code, detail }: Described): Example => ({
  status,
  title: reasonPhrase(status),
  detail,
  code,
});

const TOO_SLOW: Example = { name: 'too slow', ...problem(ERRORS.unavailable) };

/** Of the checks that every event goes through, before there is a route. */
export const MALFORMED_HEADER: Example = { name: 'header', ...problem(ERRORS.headerMalformed) };

const MALFORMED_BODY: Example = { name: 'body', ...problem(ERRORS.bodyMalformed) };

/** Beside it `errors` name the fields. */
const INVALID_INPUT: Example = { name: 'input', ...problem(ERRORS.inputInvalid) };

/** Responses that routes share, by the name they have in the document. */
export const ERROR_RESPONSES = {
  BadRequest: {
    description: 'The request is malformed, or its input is not valid.',
    problems: [MALFORMED_BODY, INVALID_INPUT, MALFORMED_HEADER],
    gateway: 'Bad Request',
  },
  InvalidInput: {
    description: 'The request is malformed, or its input is not valid.',
    problems: [INVALID_INPUT, MALFORMED_HEADER],
    gateway: 'Bad Request',
  },
  MalformedBody: {
    description: 'The request is malformed.',
    problems: [MALFORMED_BODY, MALFORMED_HEADER],
    gateway: 'Bad Request',
  },
  Malformed: {
    description: 'The request is malformed.',
    problems: [MALFORMED_HEADER],
    gateway: 'Bad Request',
  },
  Unauthorized: {
    description: 'No token, or one that is not valid.',
    headers: { 'WWW-Authenticate': { ...CHALLENGE, required: true } },
    problems: [
      problem(ERRORS.tokenInvalid),
      {
        name: 'no token',
        ...problem(ERRORS.tokenMissing),
      },
    ],
    gateway: 'Unauthorized',
  },
  ForbiddenRole: {
    description: 'The caller is known and lacks the role.',
    problems: [problem(ERRORS.noGroup), problem(ERRORS.otherGroup)],
  },
  ForbiddenScope: {
    description: 'The token lacks the scope.',
    headers: { 'WWW-Authenticate': SCOPE_CHALLENGE },
    problems: [problem(ERRORS.scopeMissing)],
    gateway: 'Forbidden',
  },
  ForbiddenRoleOrScope: {
    description: 'The caller is known and lacks the role, or the token lacks the scope.',
    headers: { 'WWW-Authenticate': SCOPE_CHALLENGE },
    problems: [problem(ERRORS.noGroup), problem(ERRORS.otherGroup), problem(ERRORS.scopeMissing)],
    gateway: 'Forbidden',
  },
  NotFound: {
    description: 'There is nothing by that identifier.',
    // What is missing, the route says in its own words.
    problems: [],
  },
  ContentTooLarge: {
    description: 'The body is too large.',
    problems: [problem(ERRORS.bodyTooLarge)],
    gateway: 'Request Entity Too Large',
  },
  UnsupportedMediaType: {
    description: 'The body has a media type that is not accepted here.',
    problems: [problem(ERRORS.mediaTypeRejected)],
  },
  TooManyRequests: {
    description: 'Too many requests.',
    gateway: 'Too Many Requests',
  },
  TooManySignIns: {
    description: 'Too many requests, or too many failed sign-ins.',
    headers: { 'Retry-After': RETRY_AFTER },
    problems: [problem(ERRORS.tooManySignIns)],
    gateway: 'Too Many Requests',
  },
  InternalServerError: {
    description: 'Something went wrong on our side.',
    problems: [problem(ERRORS.failed)],
    gateway: 'Internal Server Error',
  },
  ServiceUnavailable: {
    description: 'The response took too long.',
    problems: [TOO_SLOW],
    gateway: 'Service Unavailable',
  },
  SignInUnavailable: {
    description: 'The identity provider cannot be asked, or the response took too long.',
    headers: { 'Retry-After': RETRY_AFTER },
    problems: [problem(ERRORS.signInUnavailable), TOO_SLOW],
    gateway: 'Service Unavailable',
  },
  IdentityUnavailable: {
    description: 'The identity provider cannot be asked, or the response took too long.',
    headers: { 'Retry-After': RETRY_AFTER },
    problems: [problem(ERRORS.identityUnavailable), TOO_SLOW],
    gateway: 'Service Unavailable',
  },
} as const satisfies Record<string, ErrorResponse>;

export const COMPONENT_SCHEMAS = {
  Problem: {
    type: 'object',
    description: 'An error of the application, as RFC 9457 wants it.',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: { type: 'string', const: 'about:blank', example: 'about:blank' },
      title: { type: 'string', description: 'Reason phrase of the status.', example: 'Bad Request' },
      status: { type: 'integer', minimum: 400, maximum: 599, example: 400 },
      detail: { type: 'string', description: 'A sentence for people.', example: 'The input is not valid.' },
      code: {
        type: 'string',
        pattern: '^([45]\\d{5}|[A-Za-z][\\w.:-]*)$',
        description: 'For programs: the status and three digits, or a name that the route has for it.',
        example: '400000',
      },
      errors: {
        type: 'array',
        description: 'What was wrong with which field.',
        items: {
          type: 'object',
          required: ['detail'],
          properties: {
            field: { type: 'string', description: 'Left out when it is no name.', example: 'size' },
            detail: { type: 'string', example: 'It must be an integer number.' },
          },
        },
      },
    },
  },
  GatewayMessage: {
    type: 'object',
    description: 'An error of API Gateway, which replies before the application is asked.',
    required: ['message'],
    properties: { message: { type: 'string', example: 'Unauthorized' } },
    'x-gateway': true,
  },
};

export const COMPONENT_RESPONSES = Object.fromEntries(
  Object.entries<ErrorResponse>(ERROR_RESPONSES).map(([name, response]) => [name, render(response)]),
);

function render({ description, headers, problems, gateway }: ErrorResponse): object {
  return {
    description,
    ...(headers ? { headers } : {}),
    content: {
      ...(problems ? { [PROBLEM]: renderProblems(problems) } : {}),
      ...(gateway ? { 'application/json': renderGateway(gateway) } : {}),
    },
  };
}

export function renderProblems(problems: readonly Example[]): object {
  const schema = { $ref: '#/components/schemas/Problem' };
  if (problems.length === 0) return { schema };
  return {
    schema,
    examples: Object.fromEntries(
      problems.map(({ name, ...value }) => [
        name ?? value.code,
        { summary: value.detail, value: { type: 'about:blank', ...value } },
      ]),
    ),
  };
}

export function renderGateway(message: string): { schema: object; example: object; 'x-gateway': true } {
  return { schema: { $ref: '#/components/schemas/GatewayMessage' }, example: { message }, 'x-gateway': true };
}
