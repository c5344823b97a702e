import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ORIGIN_HEADER as READ } from '@lambda-nest/gateway';
import { parseTemplate } from '../../libs/local/src/cloud/cloudformation/template/parse-template.ts';
import { ORIGIN_HEADER as SENT } from '../../libs/toolkit/src/release/check/origin-header.ts';
import { checkSpecification } from '../../libs/toolkit/src/template/check-specification.ts';
import type { Template } from '../../libs/toolkit/src/template/template.ts';
import { loadValidator } from '../../libs/toolkit/src/template/validate-template.ts';

const text = readFileSync('infra/cloudfront/cloudfront.yml', 'utf8');
const template = parseTemplate(text) as unknown as Template;
const distribution = template.Resources['Distribution']?.Properties?.['DistributionConfig'] as Record<
  string,
  Record<string, unknown>
>;

describe('the stack of CloudFront', () => {
  it("is one that AWS's validator and specification have nothing against", async () => {
    const validate = await loadValidator();
    expect([validate(template), checkSpecification(template)]).toEqual([[], []]);
  });

  it('has no alias and no merge of YAML, which CloudFormation does not read', () => {
    expect(text).not.toMatch(/(^|\s)[&*]\w|<<:/m);
  });

  it('sends the header that the function reads and the checks of releases send, by reference', () => {
    const [origin] = distribution['Origins'] as unknown as Record<string, unknown>[];
    expect(origin?.['OriginCustomHeaders']).toEqual([
      {
        HeaderName: READ,
        HeaderValue: { 'Fn::Sub': '{{resolve:secretsmanager:${KeptIn}:SecretString:${KeptAs}}}' },
      },
    ]);
    expect(SENT).toBe(READ);
  });

  it('caches nothing, and lets no plain connection through', () => {
    expect(distribution['DefaultCacheBehavior']).toMatchObject({
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      ViewerProtocolPolicy: 'https-only',
    });
    const [origin] = distribution['Origins'] as unknown as Record<string, Record<string, unknown>>[];
    expect(origin?.['CustomOriginConfig']?.['OriginProtocolPolicy']).toBe('https-only');
    expect(distribution['WebACLId']).toEqual({ 'Fn::GetAtt': ['Firewall', 'Arn'] });
  });

  it('waits longer for the function than that takes at most', () => {
    const timeout = Number(/^ {2}timeout: (\d+)$/m.exec(readFileSync('serverless.yml', 'utf8'))?.[1]);
    const [origin] = distribution['Origins'] as unknown as Record<string, Record<string, unknown>>[];
    expect(Number(origin?.['CustomOriginConfig']?.['OriginReadTimeout'])).toBeGreaterThan(timeout);
  });
});
