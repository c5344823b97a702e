import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import { badRequest, conflict, notFound } from './api-errors.ts';
import { TAGS, type ApiLookup } from './api-operations.ts';
import type { ApiRecords, DomainRecord, MappingRecord } from './api-records.ts';
import { makeId } from './make-id.ts';

const DOMAIN_NAME = text({ min: 1, max: 512, pattern: /^(\*\.)?([a-z0-9-]+\.)+[a-z0-9-]+$/ });
const CONFIGURATIONS = list(
  structure({
    CertificateArn: text({ pattern: /^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/ }),
    CertificateName: optional(text()),
    EndpointType: optional(oneOf('REGIONAL')),
    SecurityPolicy: optional(oneOf('TLS_1_2')),
    IpAddressType: optional(oneOf('ipv4', 'dualstack')),
  }),
  { max: 1 },
);
const MAPPING = {
  ApiId: text({ min: 1 }),
  Stage: text({ min: 1 }),
  ApiMappingKey: optional(text({ max: 300, pattern: /^([\w.~-]+(\/[\w.~-]+)*)?$/ })),
};

/**
 * The operations on custom domains and their mappings.
 *
 * @param checkCertificate throws AwsError for a certificate that a domain cannot have
 */
export function domainOperations(
  { domains, mappings, stages }: ApiRecords,
  lookup: ApiLookup,
  checkCertificate: (arn: string, domainName: string, region: string) => void,
): Record<string, Operation> {
  const find = (name: string, region: string): DomainRecord => {
    const domain = domains.get(name);
    if (!domain || domain.region !== region) throw notFound('Invalid domain name identifier specified');
    return domain;
  };
  const findMapping = (name: string, id: string): MappingRecord => {
    const mapping = mappings.get(name, id);
    if (!mapping) throw notFound('Invalid API mapping identifier specified');
    return mapping;
  };
  const check = (domain: string, mapping: MappingRecord, region: string): void => {
    lookup.find(mapping.ApiId, { region });
    if (!stages.get(mapping.ApiId, mapping.Stage)) throw badRequest('Invalid stage identifier specified');
    const same = mappings
      .list(domain)
      .find(
        (one) =>
          one.ApiMappingId !== mapping.ApiMappingId &&
          (one.ApiMappingKey ?? '') === (mapping.ApiMappingKey ?? ''),
      );
    if (same) throw conflict('ApiMapping key already exists for this domain name');
  };
  const byName = structure({ DomainName: DOMAIN_NAME });
  const byId = structure({ DomainName: DOMAIN_NAME, ApiMappingId: text() });
  return {
    CreateDomainName: operation(
      structure({ DomainName: DOMAIN_NAME, DomainNameConfigurations: CONFIGURATIONS, Tags: TAGS }),
      ({ DomainName, DomainNameConfigurations: [given], Tags = {} }, { region }) => {
        if (!given) throw badRequest('At least one DomainNameConfiguration must be provided.');
        checkCertificate(given.CertificateArn, DomainName, region);
        if (domains.get(DomainName)) throw conflict('The domain name you provided already exists.');
        const domain: DomainRecord = {
          DomainName,
          region,
          DomainNameConfigurations: [
            {
              CertificateArn: given.CertificateArn,
              EndpointType: given.EndpointType ?? 'REGIONAL',
              SecurityPolicy: given.SecurityPolicy ?? 'TLS_1_2',
              ApiGatewayDomainName: `d-${makeId(10)}.execute-api.${region}.amazonaws.com`,
              HostedZoneId: 'ZLOCALAPIGATEWAY',
            },
          ],
          Tags,
        };
        domains.put([DomainName], domain);
        return describe(domain);
      },
    ),
    UpdateDomainName: operation(
      structure({ DomainName: DOMAIN_NAME, DomainNameConfigurations: CONFIGURATIONS }),
      ({ DomainName, DomainNameConfigurations: [given] }, { region }) => {
        const domain = find(DomainName, region);
        if (given) checkCertificate(given.CertificateArn, DomainName, region);
        const changed: DomainRecord = {
          ...domain,
          DomainNameConfigurations: domain.DomainNameConfigurations.map((one) => ({
            ...one,
            ...(given && { CertificateArn: given.CertificateArn }),
            ...(given?.SecurityPolicy && { SecurityPolicy: given.SecurityPolicy }),
          })),
        };
        domains.put([DomainName], changed);
        return describe(changed);
      },
    ),
    GetDomainName: operation(byName, ({ DomainName }, { region }) => describe(find(DomainName, region))),
    GetDomainNames: operation(
      structure({ MaxResults: optional(text()), NextToken: optional(text()) }),
      (_input, { region }) => ({
        Items: domains
          .list()
          .filter((one) => one.region === region)
          .map(describe),
      }),
    ),
    DeleteDomainName: operation(byName, ({ DomainName }, { region }) => {
      find(DomainName, region);
      for (const { ApiMappingId } of mappings.list(DomainName)) mappings.delete(DomainName, ApiMappingId);
      domains.delete(DomainName);
      return {};
    }),
    CreateApiMapping: operation(
      structure({ ...MAPPING, DomainName: DOMAIN_NAME }),
      ({ DomainName, ...given }, { region }) => {
        find(DomainName, region);
        const mapping: MappingRecord = { ...given, ApiMappingId: makeId(6) };
        check(DomainName, mapping, region);
        mappings.put([DomainName, mapping.ApiMappingId], mapping);
        return mapping;
      },
    ),
    UpdateApiMapping: operation(
      structure({ ...MAPPING, DomainName: DOMAIN_NAME, ApiMappingId: text(), Stage: optional(text()) }),
      ({ DomainName, ApiMappingId, ...changes }, { region }) => {
        find(DomainName, region);
        const mapping = { ...findMapping(DomainName, ApiMappingId), ...changes };
        check(DomainName, mapping, region);
        mappings.put([DomainName, ApiMappingId], mapping);
        return mapping;
      },
    ),
    GetApiMapping: operation(byId, ({ DomainName, ApiMappingId }, { region }) => {
      find(DomainName, region);
      return findMapping(DomainName, ApiMappingId);
    }),
    GetApiMappings: operation(
      structure({ DomainName: DOMAIN_NAME, MaxResults: optional(text()), NextToken: optional(text()) }),
      ({ DomainName }, { region }) => {
        find(DomainName, region);
        return { Items: mappings.list(DomainName) };
      },
    ),
    DeleteApiMapping: operation(byId, ({ DomainName, ApiMappingId }, { region }) => {
      find(DomainName, region);
      findMapping(DomainName, ApiMappingId);
      mappings.delete(DomainName, ApiMappingId);
      return {};
    }),
  };
}

function describe(domain: DomainRecord): object {
  return {
    ...without(domain, 'region'),
    DomainNameConfigurations: domain.DomainNameConfigurations.map((one) => ({
      ...one,
      DomainNameStatus: 'AVAILABLE',
      IpAddressType: 'ipv4',
    })),
    ApiMappingSelectionExpression: '$request.basepath',
    Tags: new Map(Object.entries(domain.Tags)),
  };
}
