/** The fields of one problem: an RFC 9457 document without its defaults. */
export type ProblemFields = Readonly<{
  /** HTTP status, 400..599. */
  status: number;
  /** Stable code: the status and three digits. Default `<status>000`. */
  code?: string;
  /** Default: the reason phrase of the status. */
  title?: string;
  /** One sentence for the caller. Never holds input, upstream text or a stack. */
  detail: string;
  /** What was wrong with which declared field. */
  errors?: readonly FieldError[];
}>;

/** One rejected field: its name (when it is safe to repeat) and what was expected of it. */
export type FieldError = Readonly<{ field?: string; detail: string }>;

/** The document that is sent. */
export type ProblemBody = Readonly<{
  type: 'about:blank';
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: readonly FieldError[];
}>;

/** @see https://www.rfc-editor.org/rfc/rfc9457#section-8.1 */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/**
 * Builds the RFC 9457 document of a problem, with the member `code` beside the standard ones.
 * Pure, free of Nest, so that requests rejected before the application answer in the same shape.
 */
export function problemBody(problem: ProblemFields): ProblemBody {
  return {
    type: 'about:blank',
    title: problem.title ?? reasonPhrase(problem.status),
    status: problem.status,
    detail: problem.detail,
    code: problem.code ?? `${problem.status}000`,
    ...(problem.errors?.length ? { errors: problem.errors } : {}),
  };
}

// A table of our own: `STATUS_CODES` would load node:http where nothing else needs it.
const REASON_PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** Names a status as RFC 9110 does; `Error` for one it does not know. */
export function reasonPhrase(status: number): string {
  return REASON_PHRASES[status] ?? 'Error';
}
