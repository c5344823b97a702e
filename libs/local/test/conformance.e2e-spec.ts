import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildEventV1 } from '../src/gateway/build-event-v1.ts';
import { buildEvent } from '../src/gateway/build-event.ts';
import { readResult } from '../src/gateway/read-result.ts';
import { renderClaims } from '@lambda-nest/gateway/model';
import { requestOf } from './recover-request.ts';

/**
 * The recordings themselves, where a folder with them is named: `events/` and `security/` below `CONFORMANCE_CASES`.
 * Our own fixtures of the same facts are in `recorded-requests.ts` and `response-pairs.ts`.
 */
const CASES = process.env['CONFORMANCE_CASES'] ?? '';
const EVENTS = join(CASES, 'events');
const PAIRS = join(EVENTS, 'gateway-responses/recorded-response-pairs.json');
const CLAIMS = join(CASES, 'security/claims-wire-format.json');

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** Names of all members, however deep, in the order in which they are written. */
const namesOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([name, member]) => [name, ...namesOf(member)])
    : [];

type Pair = {
  case: string;
  gateway: string;
  lambdaReturned: unknown;
  clientReceived: { statusCode: number; headers: Record<string, string[]>; body: string };
};

if (!existsSync(EVENTS)) {
  it('compares with the recordings when CONFORMANCE_CASES names their folder', () => {
    process.stdout.write(
      'CONFORMANCE_CASES is not set: the recorded events and responses were not compared.\n',
    );
  });
} else {
  describe('recorded response pairs of HTTP APIs', () => {
    const pairs = read<{ pairs: Pair[] }>(PAIRS).pairs.filter(({ gateway }) => gateway !== 'REST');

    it('are all of them', () => {
      expect(pairs.length).toBeGreaterThanOrEqual(20);
    });

    it.each(pairs)('$case ($gateway)', ({ gateway, lambdaReturned, clientReceived }) => {
      const format = gateway.endsWith('1.0') ? '1.0' : '2.0';
      const response = readResult(JSON.stringify(lambdaReturned), format);
      const written = response ?? {
        status: 500,
        headers: [['Content-Type', 'application/json']],
        body: Buffer.from('{"message":"Internal Server Error"}'),
      };
      const { Connection: _one, 'Apigw-Requestid': _other, ...headers } = clientReceived.headers;
      expect(written.status).toBe(clientReceived.statusCode);
      expect(written.body.toString()).toBe(clientReceived.body);
      expect([...written.headers, ['Content-Length', String(written.body.length)]].sort()).toEqual(
        Object.entries(headers)
          .flatMap(([name, values]) => values.map((value) => [name, value]))
          .sort(),
      );
    });
  });

  describe('recorded events of HTTP APIs', () => {
    const files = readdirSync(EVENTS).filter(
      // The sample with a named stage never went over a wire: its header names and route key are made up.
      (file) => /^httpapi-v[12]-/.test(file) && !file.includes('sample'),
    );

    it('are all of them', () => {
      expect(files.length).toBeGreaterThanOrEqual(10);
    });

    it.each(files)('%s', (file) => {
      const recorded = read<Record<string, unknown>>(join(EVENTS, file));
      const { request, expected } = requestOf(recorded);
      const is1 = recorded['version'] === '1.0';
      const event: unknown = JSON.parse(JSON.stringify((is1 ? buildEventV1 : buildEvent)(request)));
      expect(event).toEqual(expected);
      // The recordings of payload 1.0 were written anew by a program, which lost the order.
      if (!is1) expect(namesOf(event)).toEqual(namesOf(expected));
    });
  });

  describe('measured claims', () => {
    const { rows } = read<{ rows: { claim: unknown; rendered: string | null; source: string }[] }>(CLAIMS);

    it.each(rows.filter(({ source }) => source !== 'unmeasured'))(
      '$claim is $rendered',
      ({ claim, rendered }) => {
        expect(renderClaims({ claim })).toEqual(rendered === null ? {} : { claim: rendered });
      },
    );
  });
}
