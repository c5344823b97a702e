import { describe, expect, it } from '@jest/globals';
import { defineEnv, passes } from '@lambda-nest/application/env';
import { TELEMETRY_VARIABLES } from './variables.ts';

const { OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_EXPORTER_OTLP_HEADERS: headers } = TELEMETRY_VARIABLES;

describe('TELEMETRY_VARIABLES', () => {
  it("can be among an application's own", () => {
    expect(() => defineEnv({ ...TELEMETRY_VARIABLES })).not.toThrow();
  });

  it.each(['https://traces.example.com/otlp', 'http://localhost:4318', 'http://127.0.0.1:4318', 'off'])(
    'take the collector %s',
    (text) => expect(passes(address.rule, text)).toBe(true),
  );

  it.each([
    'http://traces.example.com',
    'http://localhost.example.com',
    'traces.example.com',
    'ftp://localhost',
    '',
  ])('reject the collector %j: what is sent there could be read on its way, or it is none', (text) =>
    expect(passes(address.rule, text)).toBe(false),
  );

  it('read headers as OpenTelemetry writes them', () => {
    expect(headers.rule['~standard'].validate('api-key=a%3Db, tenant=shop')).toEqual({
      value: { 'api-key': 'a=b', tenant: 'shop' },
    });
    expect(headers.rule['~standard'].validate(undefined)).toEqual({ value: undefined });
  });

  it.each(['key', '=value', 'a b=c', 'key=%', 'a=1,'])('reject the headers %j', (text) => {
    expect(passes(headers.rule, text)).toBe(false);
  });
});
