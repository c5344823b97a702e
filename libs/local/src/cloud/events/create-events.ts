import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, moment, optional, structure, text } from '../endpoint/shape.ts';
import { parseDetail, withoutMilliseconds, type Delivery } from './deliver-to-targets.ts';
import { parseEventPattern } from './match-event.ts';
import { ruleOperations } from './rule-operations.ts';
import type { RuleRecords } from './rule-records.ts';

const ENTRY = structure({
  Source: optional(text()),
  DetailType: optional(text()),
  Detail: optional(text()),
  Resources: optional(list(text())),
  Time: optional(moment()),
  EventBusName: optional(text()),
  TraceHeader: optional(text()),
});

/** EventBridge: rules of the default bus, by schedule or by pattern, whose targets are functions. */
export function createEvents(rules: RuleRecords, delivery: Delivery): Service {
  return {
    name: 'events',
    operations: {
      ...ruleOperations(rules),
      PutEvents: operation(
        structure({ Entries: list(ENTRY, { max: 10 }), EndpointId: optional(text()) }),
        ({ Entries }, { region, accountId }) => {
          const results = Entries.map((entry) => {
            const id = randomUUID();
            try {
              const { Source, DetailType, Detail, Resources = [], Time = Date.now() } = entry;
              if (!Source || !DetailType || !Detail)
                throw new AwsError('InvalidArgument', 'Source, DetailType and Detail are required.');
              delivery.publish({
                version: '0',
                id,
                'detail-type': DetailType,
                source: Source,
                account: accountId,
                time: withoutMilliseconds(Time),
                region,
                resources: Resources,
                detail: parseDetail(Detail),
              });
              return { EventId: id };
            } catch (error) {
              if (!(error instanceof AwsError)) throw error;
              return { ErrorCode: error.code, ErrorMessage: error.message };
            }
          });
          return { FailedEntryCount: results.filter((one) => 'ErrorCode' in one).length, Entries: results };
        },
      ),
      TestEventPattern: operation(
        structure({ EventPattern: text(), Event: text() }),
        ({ EventPattern, Event }) => ({
          Result: parseEventPattern(EventPattern)(parseDetail(Event) as Record<string, unknown>),
        }),
      ),
    },
  };
}
