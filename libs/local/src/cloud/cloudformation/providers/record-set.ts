import type { Properties, Provider, ProviderContext } from './provider.ts';

const SETTINGS = [
  'AliasTarget',
  'Comment',
  'HostedZoneId',
  'HostedZoneName',
  'Name',
  'ResourceRecords',
  'TTL',
  'Type',
];

/** A record of a zone. Nothing here answers for it: it is kept, and that is all. */
export const recordSet: Provider = {
  type: 'AWS::Route53::RecordSet',
  properties: SETTINGS,
  async create(properties, context) {
    await change('CREATE', properties, context);
    return { physicalId: String(properties['Name']) };
  },
  async update(_name, properties, _before, context) {
    await change('UPSERT', properties, context);
    return undefined;
  },
  async delete(_name, properties, context) {
    await change('DELETE', properties, context);
  },
};

async function change(Action: string, properties: Properties, { call }: ProviderContext): Promise<void> {
  await call('route53', 'ChangeResourceRecordSet', { Action, ...properties });
}
