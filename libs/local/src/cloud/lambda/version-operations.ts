import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { number, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import { describeFunction } from './describe-function.ts';
import { assertRevision } from './function-operations.ts';
import type { FunctionRecords, FunctionVersion } from './function-records.ts';
import { parseReference, type Lookup } from './function-reference.ts';
import { FUNCTION_NAME } from './function-shapes.ts';

export type Publish = (
  name: string,
  call: Call,
  wanted: { CodeSha256?: string; Description?: string; RevisionId?: string },
) => FunctionVersion;

/**
 * Publishes `$LATEST` as a version. Where nothing has changed since the last one, that one is given back.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
 */
export function createPublish({ functions, versions }: FunctionRecords, lookup: Lookup): Publish {
  return (name, call, { CodeSha256, Description, RevisionId }) => {
    const record = lookup.findFunction({ name }, call);
    const { latest } = record;
    assertRevision(latest, RevisionId);
    if (CodeSha256 !== undefined && CodeSha256 !== latest.code.CodeSha256)
      throw new AwsError(
        'InvalidParameterValueException',
        `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${latest.code.CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    const last = versions.get(call.region, name, String(record.lastVersion));
    if (last && isSame(last, latest)) return last;
    const number = record.lastVersion + 1;
    const version: FunctionVersion = {
      ...latest,
      Version: String(number),
      Description: Description ?? latest.Description,
    };
    versions.put([call.region, name, version.Version], version);
    functions.put([call.region, name], { ...record, lastVersion: number });
    return version;
  };
}

/** Whether two versions have the same code and configuration; a description is neither. */
function isSame(one: FunctionVersion, other: FunctionVersion): boolean {
  return compared(one) === compared(other);
}

function sortMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The operations on versions. */
export function versionOperations(
  { versions }: FunctionRecords,
  lookup: Lookup,
  publish: Publish,
): Record<string, Operation> {
  return {
    PublishVersion: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        CodeSha256: optional(text()),
        Description: optional(text({ max: 256 })),
        RevisionId: optional(text()),
      }),
      ({ FunctionName, ...wanted }, call) => {
        const version = publish(parseReference(FunctionName).name, call, wanted);
        return describeFunction(version, call, version.Version);
      },
    ),
    ListVersionsByFunction: operation(
      structure({
        FunctionName: FUNCTION_NAME,
        Marker: optional(text()),
        MaxItems: optional(number({ min: 1, max: 10_000 })),
      }),
      ({ FunctionName, Marker = '0', MaxItems = 50 }, call) => {
        const { name } = parseReference(FunctionName);
        const { latest } = lookup.findFunction({ name }, call);
        const numbered = versions
          .list(call.region, name)
          .sort((one, other) => Number(one.Version) - Number(other.Version));
        const all = [latest, ...numbered];
        const start = Number(Marker);
        return {
          Versions: all
            .slice(start, start + MaxItems)
            .map((version) => describeFunction(version, call, version.Version)),
          ...(all.length > start + MaxItems && { NextMarker: String(start + MaxItems) }),
        };
      },
    ),
  };
}

function compared(version: FunctionVersion): string {
  return JSON.stringify(
    without(version, 'Version', 'Description', 'LastModified', 'RevisionId'),
    sortMembers,
  );
}
