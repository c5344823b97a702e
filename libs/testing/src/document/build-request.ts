import type { EventSketch } from '../events/build-event.ts';
import { readDocument, type DocumentedOperation } from './load-document.ts';
import { buildMultipart, type Field } from './build-multipart.ts';
import { resolveSchema, sampleValue } from './sample-value.ts';

type Parameter = Readonly<{
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
  examples?: Readonly<Record<string, { value: unknown }>>;
  schema?: object;
}>;

type Body = Readonly<{
  content?: Readonly<
    Record<
      string,
      { schema?: object; example?: unknown; examples?: Readonly<Record<string, { value: unknown }>> }
    >
  >;
}>;

/**
 * A request of an operation that its document calls good: parameters and body from their examples, where there are any, else
 * from their schemas. Who calls is not said.
 */
export function buildRequest(operation: DocumentedOperation): EventSketch {
  const parameters = (operation.parameters ?? []) as readonly Parameter[];
  const path = parameters
    .filter((one) => one.in === 'path')
    .reduce(
      (text, one) => text.replace(`{${one.name}}`, encodeURIComponent(String(sampleOf(one)))),
      operation.path,
    );
  const query = parameters.filter((one) => one.in === 'query' && one.required);
  return {
    method: operation.method,
    path: query.length === 0 ? path : `${path}?${query.map(toPair).join('&')}`,
    ...buildBody(operation.requestBody as Body | undefined),
  };
}

const toPair = (one: Parameter): string => `${one.name}=${encodeURIComponent(String(sampleOf(one)))}`;

function sampleOf({ example, examples = {}, schema }: Omit<Parameter, 'name' | 'in'>): unknown {
  return (
    example ?? Object.values(examples)[0]?.value ?? sampleValue(schema, readDocument().components.schemas)
  );
}

const fieldsOf = (schema: object = {}): Readonly<Record<string, Field>> =>
  resolveSchema(schema, readDocument().components.schemas).properties ?? {};

function buildBody({ content = {} }: Body = {}): Pick<EventSketch, 'headers' | 'body'> {
  const [first] = Object.entries(content);
  if (!first) return {};
  const [mediaType, described] = first;
  const value = sampleOf(described);
  if (mediaType === 'multipart/form-data')
    return buildMultipart(value as Record<string, unknown>, fieldsOf(described.schema));
  const headers = { 'content-type': mediaType };
  if (mediaType === 'application/x-www-form-urlencoded')
    return { headers, body: new URLSearchParams(value as Record<string, string>).toString() };
  return { headers, body: typeof value === 'string' ? value : JSON.stringify(value) };
}
