import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Service } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { matchesPattern } from '../policy/matches-pattern.ts';
import type { Store } from '../store/open-store.ts';

export type CertificateRecord = {
  CertificateArn: string;
  DomainName: string;
  SubjectAlternativeNames: string[];
  ValidationMethod: string;
  CreatedAt: string;
  Tags: { Key: string; Value?: string }[];
};

const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: optional(text({ max: 256 })) }));
const DOMAIN = text({ min: 1, max: 253, pattern: /^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/ });
const ARN = structure({ CertificateArn: text({ min: 20 }) });

export function openCertificates(store: Store) {
  return store.collection<CertificateRecord>('acm-certificate');
}

/**
 * Certificate Manager: certificates without any key, since nothing here speaks TLS.
 *
 * Assumed: a certificate is issued at once. AWS waits until the domain is proven, by a record or a mail.
 */
export function createAcm(store: Store): Service {
  const certificates = openCertificates(store);
  const find = (arn: string, { region }: Call): CertificateRecord => {
    const found = certificates.get(region, arn);
    if (!found) throw new AwsError('ResourceNotFoundException', `Could not find certificate ${arn}.`);
    return found;
  };
  return {
    name: 'acm',
    operations: {
      RequestCertificate: operation(
        structure({
          DomainName: DOMAIN,
          SubjectAlternativeNames: optional(list(DOMAIN, { max: 100 })),
          ValidationMethod: optional(oneOf('DNS', 'EMAIL')),
          DomainValidationOptions: optional(
            list(
              structure({
                DomainName: DOMAIN,
                ValidationDomain: optional(DOMAIN),
                HostedZoneId: optional(text()),
              }),
            ),
          ),
          IdempotencyToken: optional(text()),
          KeyAlgorithm: optional(text()),
          Options: optional(
            structure({
              CertificateTransparencyLoggingPreference: optional(text()),
              Export: optional(text()),
            }),
          ),
          Tags: optional(TAGS),
        }),
        (
          { DomainName, SubjectAlternativeNames = [], ValidationMethod = 'EMAIL', Tags = [] },
          { region, accountId },
        ) => {
          const CertificateArn = `arn:aws:acm:${region}:${accountId}:certificate/${randomUUID()}`;
          certificates.put([region, CertificateArn], {
            CertificateArn,
            DomainName,
            SubjectAlternativeNames: [...new Set([DomainName, ...SubjectAlternativeNames])],
            ValidationMethod,
            CreatedAt: new Date().toISOString(),
            Tags,
          });
          return { CertificateArn };
        },
      ),
      DescribeCertificate: operation(ARN, ({ CertificateArn }, call) => {
        const { CreatedAt, Tags: _, ...certificate } = find(CertificateArn, call);
        const at = new Date(CreatedAt);
        return {
          Certificate: {
            ...certificate,
            CreatedAt: at,
            IssuedAt: at,
            Status: 'ISSUED',
            Type: 'AMAZON_ISSUED',
            InUseBy: [],
          },
        };
      }),
      ListCertificates: operation(
        structure({ MaxItems: optional(number()), NextToken: optional(text()) }),
        (_input, { region }) => ({
          CertificateSummaryList: certificates
            .list(region)
            .map(({ CertificateArn, DomainName }) => ({ CertificateArn, DomainName })),
        }),
      ),
      DeleteCertificate: operation(ARN, ({ CertificateArn }, call) => {
        find(CertificateArn, call);
        certificates.delete(call.region, CertificateArn);
      }),
      AddTagsToCertificate: operation(
        structure({ CertificateArn: text(), Tags: TAGS }),
        ({ CertificateArn, Tags }, call) => {
          const certificate = find(CertificateArn, call);
          const names = new Set(Tags.map(({ Key }) => Key));
          const kept = certificate.Tags.filter(({ Key }) => !names.has(Key));
          certificates.put([call.region, CertificateArn], { ...certificate, Tags: [...kept, ...Tags] });
        },
      ),
      ListTagsForCertificate: operation(ARN, ({ CertificateArn }, call) => ({
        Tags: find(CertificateArn, call).Tags,
      })),
    },
  };
}

/**
 * Checks that a custom domain of a region may have a certificate.
 *
 * Assumed: one that was not requested here exists at AWS and covers the domain, so that a stack with the ARN of a real
 * certificate deploys.
 */
export function createCertificateCheck(store: Store) {
  const certificates = openCertificates(store);
  return (arn: string, domainName: string, region: string): void => {
    if (arn.split(':')[3] !== region)
      throw new AwsError(
        'BadRequestException',
        `Invalid certificate ARN: ${arn}. Certificate must be in '${region}'.`,
      );
    const certificate = certificates.get(region, arn);
    if (!certificate) return;
    const isCovered = certificate.SubjectAlternativeNames.some((name) => {
      const isSameDepth = name.split('.').length === domainName.split('.').length;
      return isSameDepth && matchesPattern(name, domainName);
    });
    if (!isCovered)
      throw new AwsError(
        'BadRequestException',
        `The certificate ${arn} does not cover the domain ${domainName}.`,
      );
  };
}
