import { pick } from './lambda-function.ts';
import { ignoreMissing } from './log-group.ts';
import type { Provider } from './provider.ts';
import { tagList } from './tags.ts';

const SETTINGS = [
  'DomainName',
  'SubjectAlternativeNames',
  'ValidationMethod',
  'DomainValidationOptions',
  'KeyAlgorithm',
];

/** Assumed: a certificate is issued at once. CloudFormation waits until the domain is proven, for days if it has to. */
export const certificate: Provider = {
  type: 'AWS::CertificateManager::Certificate',
  properties: [...SETTINGS, 'Tags'],
  async create(properties, { call }) {
    const { CertificateArn } = await call('acm', 'RequestCertificate', {
      ...pick(properties, SETTINGS),
      Tags: tagList(properties['Tags']),
    });
    return { physicalId: String(CertificateArn), attributes: { Id: CertificateArn } };
  },
  async update(CertificateArn, properties, _before, { call }) {
    await call('acm', 'AddTagsToCertificate', { CertificateArn, Tags: tagList(properties['Tags']) });
    return undefined;
  },
  async delete(CertificateArn, _properties, { call }) {
    await ignoreMissing(call('acm', 'DeleteCertificate', { CertificateArn }));
  },
};
