import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  document,
  findOperation,
  responseOf,
  type DocumentedOperation,
  type DocumentedResponse,
} from './load-document.ts';

/** What there is to say of a response, however it came. */
export type CheckedAnswer = Readonly<{
  status: number;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  text: string;
}>;

/** Who may have answered: the function, or the gateway before it. */
export type Answerer = 'function' | 'gateway';

/**
 * Holds a response to what the document says of the operation: the status, the media type, the body. Stricter than its
 * schemas: a member that the document does not know is a violation too.
 *
 * @param path from the root of the API, without stage or mapping key: `/v1/manage/hc`
 * @throws Error when the response is another than documented; not for paths that the document does not have
 */
export function checkAnswer(
  method: string,
  path: string,
  answer: CheckedAnswer,
  by: Answerer = 'function',
): void {
  const operation = findOperation(method, path);
  if (!operation || OF_NO_OPERATION.some((detail) => answer.text.includes(detail))) return;
  const violation = findViolation(operation, answer, by);
  if (violation === undefined) return;
  throw new Error(
    `${method} ${path} answered ${answer.status} unlike its document: ${violation}\n${answer.text}`,
  );
}

/** Responses before there is an operation: its route is switched off, or the event's source is not accepted. */
const OF_NO_OPERATION = [
  'There is nothing at this path for this method.',
  'Requests from this source are not accepted.',
];

function findViolation(
  operation: DocumentedOperation,
  answer: CheckedAnswer,
  by: Answerer,
): string | undefined {
  const response = responseOf(operation, answer.status);
  if (!response) return 'the status is not documented';
  const header = findHeaderViolation(response, answer);
  if (header) return header;
  // Who documents no content says nothing of the body: so it is with a method whose type Nest does not know.
  if (!response.content) return undefined;
  const mediaType = answer.headers['content-type']?.split(';')[0] ?? '';
  const content = response.content?.[mediaType];
  if (!content || (content['x-gateway'] && by === 'function'))
    return `the media type ${mediaType} is not documented`;
  const validate = validatorOf(content.schema ?? {});
  return validate(parse(answer.text)) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'body' });
}

/** Of the headers by which an error tells its caller what to do. */
function findHeaderViolation(
  { headers = {} }: DocumentedResponse,
  answer: CheckedAnswer,
): string | undefined {
  for (const name of ['WWW-Authenticate', 'Retry-After']) {
    const isThere = name.toLowerCase() in answer.headers;
    if (isThere && !headers[name]) return `the header ${name} is not documented`;
    if (!isThere && headers[name]?.required) return `the header ${name} is missing`;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const BASE = 'https://api.example.com/openapi.json';
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addFormat('password', true);
ajv.addSchema({ $id: BASE, components: closeObjects(document.components) });
const validators = new Map<object, ValidateFunction>();

function validatorOf(schema: object): ValidateFunction {
  const validate = validators.get(schema) ?? ajv.compile(closeObjects(schema, BASE) as object);
  validators.set(schema, validate);
  return validate;
}

/** Schemas with `additionalProperties: false` wherever they name properties, and references into the document. */
function closeObjects(value: unknown, base = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => closeObjects(item, base));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] =>
    name === '$ref' ? [name, `${base}${member as string}`] : [name, closeObjects(member, base)],
  );
  const isClosed = 'properties' in value && !('additionalProperties' in value);
  return { ...Object.fromEntries(members), ...(isClosed ? { additionalProperties: false } : {}) };
}
