import { putTags } from './api.ts';
import { pick } from './lambda-function.ts';
import type { Provider } from './provider.ts';
import { tagsOf } from './tags.ts';

export const apiDomainName: Provider = {
  type: 'AWS::ApiGatewayV2::DomainName',
  nameProperty: 'DomainName',
  properties: ['DomainName', 'DomainNameConfigurations', 'Tags'],
  async create(properties, { call, region }) {
    const created = await call('apigateway', 'CreateDomainName', {
      ...pick(properties, ['DomainName', 'DomainNameConfigurations']),
      Tags: tagsOf(properties['Tags']),
    });
    const [configuration] = created['DomainNameConfigurations'] as {
      ApiGatewayDomainName: string;
      HostedZoneId: string;
    }[];
    const name = String(properties['DomainName']);
    return {
      physicalId: name,
      attributes: {
        RegionalDomainName: configuration?.ApiGatewayDomainName,
        RegionalHostedZoneId: configuration?.HostedZoneId,
        DomainNameArn: `arn:aws:apigateway:${region}::/domainnames/${name}`,
      },
    };
  },
  async update(name, properties, before, context) {
    await context.call(
      'apigateway',
      'UpdateDomainName',
      pick(properties, ['DomainName', 'DomainNameConfigurations']),
    );
    await putTags(`arn:aws:apigateway:${context.region}::/domainnames/${name}`, properties, before, context);
    return undefined;
  },
  async delete(DomainName, _properties, { call }) {
    await call('apigateway', 'DeleteDomainName', { DomainName });
  },
};
