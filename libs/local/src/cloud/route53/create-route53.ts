import { AwsError } from '../endpoint/aws-error.ts';
import type { Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { json, list, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import type { Store } from '../store/open-store.ts';

type RecordSetRecord = Record<string, unknown> & { Name: string; Type: string };

/**
 * Route 53 as far as stacks need it: records that are kept and that nothing answers for. Not reachable from outside.
 *
 * Assumed: every hosted zone that is named exists.
 */
export function createRoute53(store: Store): Service {
  const records = store.collection<RecordSetRecord>('route53-record');
  return {
    name: 'route53',
    operations: {
      ChangeResourceRecordSet: operation(
        structure({
          Action: oneOf('CREATE', 'UPSERT', 'DELETE'),
          HostedZoneId: optional(text()),
          HostedZoneName: optional(text()),
          Name: text({ min: 1, max: 1024 }),
          Type: oneOf('A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'PTR', 'SRV', 'TXT'),
          TTL: optional(number({ min: 0 })),
          ResourceRecords: optional(list(text())),
          AliasTarget: optional(json()),
          Comment: optional(text()),
        }),
        ({ Action, HostedZoneId, HostedZoneName, ...record }) => {
          const zone = HostedZoneId ?? HostedZoneName;
          if (zone === undefined)
            throw new AwsError(
              'InvalidInput',
              'Exactly one of HostedZoneId and HostedZoneName must be specified.',
            );
          const exists = records.get(zone, record.Name, record.Type) !== undefined;
          if (Action === 'CREATE' && exists)
            throw new AwsError(
              'InvalidChangeBatch',
              `[Tried to create resource record set [name='${record.Name}.', type='${record.Type}'] but it already exists]`,
            );
          if (Action === 'DELETE') records.delete(zone, record.Name, record.Type);
          else records.put([zone, record.Name, record.Type], record);
          return {};
        },
      ),
    },
  };
}
