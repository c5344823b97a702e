import { describe, expect, it } from '@jest/globals';
import { tagResources } from './tag-resources.ts';

const TAGS = { service: 'shop', stage: 'dev' };

function propertiesOf(Type: string, Properties?: Record<string, unknown>): unknown {
  const { Resources } = tagResources(
    { Resources: { One: { Type, ...(Properties && { Properties }) } } },
    TAGS,
  );
  return Resources['One']?.Properties;
}

describe('tagResources', () => {
  it.each([
    'AWS::IAM::Role',
    'AWS::Logs::LogGroup',
    'AWS::S3::Bucket',
    'AWS::DynamoDB::Table',
    'AWS::SQS::Queue',
  ])('tags %s by a list', (type) => {
    expect(propertiesOf(type)).toEqual({
      Tags: [
        { Key: 'service', Value: 'shop' },
        { Key: 'stage', Value: 'dev' },
      ],
    });
  });

  it.each(['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::DomainName', 'AWS::SSM::Parameter'])(
    'tags %s by a map',
    (type) => {
      expect(propertiesOf(type)).toEqual({ Tags: TAGS });
    },
  );

  it('leaves the tags that a resource has', () => {
    expect(propertiesOf('AWS::SQS::Queue', { Tags: [{ Key: 'stage', Value: 'own' }] })).toEqual({
      Tags: [
        { Key: 'stage', Value: 'own' },
        { Key: 'service', Value: 'shop' },
      ],
    });
    expect(propertiesOf('AWS::ApiGatewayV2::Api', { Name: 'a', Tags: { stage: 'own' } })).toEqual({
      Name: 'a',
      Tags: { service: 'shop', stage: 'own' },
    });
  });

  it.each(['AWS::Lambda::Version', 'AWS::ApiGatewayV2::Route', 'Custom::Thing'])(
    'leaves %s, which takes no tags',
    (type) => {
      expect(propertiesOf(type)).toBeUndefined();
    },
  );
});
