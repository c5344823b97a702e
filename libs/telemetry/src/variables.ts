import type { Rule } from '@lambda-nest/application/env';

/** Asks for what becomes of a text, or for a sentence of what it must be. */
function rule<Output>(
  read: (text: string) => Output | undefined,
  expected: string,
): Rule<Output | undefined> {
  return {
    '~standard': {
      validate(value) {
        if (value === undefined || value === 'off') return { value: undefined };
        const found = typeof value === 'string' ? read(value) : undefined;
        return found === undefined ? { issues: [{ message: expected }] } : { value: found };
      },
    },
  };
}

/** Plain HTTP is for a collector on this machine: an extension of the function, or a laptop's. */
function readAddress(text: string): string | undefined {
  const url = URL.parse(text);
  const isLocal = url !== null && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal) ? text : undefined;
}

/** @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables */
function readHeaders(text: string): Readonly<Record<string, string>> | undefined {
  const entries = text.split(',').map((entry) => /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*?)\s*$/.exec(entry));
  const headers: Record<string, string> = {};
  for (const [, name, value] of entries.map((entry) => entry ?? [])) {
    const decoded = decode(value);
    if (name === undefined || decoded === undefined) return undefined;
    headers[name] = decoded;
  }
  return headers;
}

function decode(value = ''): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    // Not all of what follows a percent sign is an escape.
    return undefined;
  }
}

/** Variables by which operators say where traces go, for the `Env` of an application. `off` is for none. */
export const TELEMETRY_VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    rule: rule(
      readAddress,
      'must be off, or the https address of a collector (http for one on this machine)',
    ),
    description: 'Collector that traces are sent to, by OTLP over HTTP; off sends none.',
    example: 'off',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    rule: rule(readHeaders, 'must be off, or headers such as api-key=secret,tenant=shop'),
    description: 'Headers with which traces are sent, such as the key of the tracing backend.',
    example: 'off',
    secret: true,
  },
} as const;
