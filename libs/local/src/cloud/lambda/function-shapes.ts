import { list, map, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';

/** Name, partial ARN or ARN of a function. */
export const FUNCTION_NAME = text({ min: 1, max: 200 });
export const QUALIFIER = text({ min: 1, max: 128, pattern: /^(\$LATEST|[\w-]+)$/ });

/**
 * Configuration that a function is created with and changed to.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export const SETTINGS = {
  Runtime: optional(text()),
  Role: optional(text({ pattern: /^arn:[\w-]+:iam::\d{12}:role\/?[\w+=,.@\-/]+$/ })),
  Handler: optional(text({ max: 128, pattern: /^\S+$/ })),
  Description: optional(text({ max: 256 })),
  Timeout: optional(number({ min: 1, max: 900 })),
  MemorySize: optional(number({ min: 128, max: 10_240 })),
  Environment: optional(structure({ Variables: optional(map(text())) })),
  LoggingConfig: optional(
    structure({
      LogFormat: optional(oneOf('JSON', 'Text')),
      ApplicationLogLevel: optional(oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL')),
      SystemLogLevel: optional(oneOf('DEBUG', 'INFO', 'WARN')),
      LogGroup: optional(text({ min: 1, max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ })),
    }),
  ),
  TracingConfig: optional(structure({ Mode: optional(oneOf('Active', 'PassThrough')) })),
  EphemeralStorage: optional(structure({ Size: number({ min: 512, max: 10_240 }) })),
  KMSKeyArn: optional(text()),
  SnapStart: optional(structure({ ApplyOn: optional(oneOf('None')) })),
  // There are no networks on a laptop; an empty setting is that of a function outside any.
  VpcConfig: optional(
    structure({
      SubnetIds: optional(list(text(), { max: 0 })),
      SecurityGroupIds: optional(list(text(), { max: 0 })),
    }),
  ),
  Layers: optional(list(text(), { max: 0 })),
  RevisionId: optional(text()),
};

export const CODE = {
  ZipFile: optional(text()),
  S3Bucket: optional(text()),
  S3Key: optional(text()),
  S3ObjectVersion: optional(text()),
};

export const ARCHITECTURES = optional(list(oneOf('x86_64', 'arm64'), { max: 1 }));
