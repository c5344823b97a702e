import { AwsError } from '../endpoint/aws-error.ts';
import type { AliasRecord, FunctionRecord, FunctionRecords, FunctionVersion } from './function-records.ts';

/** Which function, and which alias or version of it; without one it is `$LATEST`, by the function itself. */
export type FunctionReference = { name: string; qualifier?: string };

const REFERENCE =
  /^(?:arn:[^:]+:lambda:[^:]*:)?(?:(?:\d{12}:)?function:)?([\w-]{1,140})(?::(\$LATEST|[\w-]+))?$/;

/** Reads a name, a partial ARN or an ARN. Throws AwsError `ValidationException`. */
export function parseReference(text: string, qualifier?: string): FunctionReference {
  const [, name, suffix] = REFERENCE.exec(text) ?? [];
  const chosen = qualifier ?? suffix;
  if (name === undefined || (qualifier !== undefined && suffix !== undefined && suffix !== qualifier))
    throw new AwsError(
      'ValidationException',
      `The function name ${text} is not a name or an ARN of a function.`,
    );
  return { name, ...(chosen !== undefined && { qualifier: chosen }) };
}

export function functionArn(
  region: string,
  accountId: string,
  { name, qualifier }: FunctionReference,
): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`;
}

type Place = Readonly<{ region: string; accountId: string }>;

/** Looks functions, aliases and versions up, and throws AwsError `ResourceNotFoundException` where there is none. */
export function createLookup({ functions, versions, aliases }: FunctionRecords) {
  const findFunction = ({ name, qualifier }: FunctionReference, place: Place): FunctionRecord => {
    const found = functions.get(place.region, name);
    if (!found) throw notFound({ name, ...(qualifier !== undefined && { qualifier }) }, place);
    return found;
  };
  const findAlias = ({ name, qualifier = '' }: FunctionReference, place: Place): AliasRecord => {
    const found = aliases.get(place.region, name, qualifier);
    if (!found)
      throw new AwsError(
        'ResourceNotFoundException',
        `Cannot find alias arn: ${functionArn(place.region, place.accountId, { name, qualifier })}`,
        { status: 404 },
      );
    return found;
  };
  /** The version that a reference stands for; of an alias with weights the one that has the rest. */
  const findVersion = (reference: FunctionReference, place: Place): FunctionVersion => {
    const { name, qualifier = '$LATEST' } = reference;
    const { latest } = findFunction(reference, place);
    if (qualifier === '$LATEST') return latest;
    const number = /^\d+$/.test(qualifier)
      ? qualifier
      : aliases.get(place.region, name, qualifier)?.FunctionVersion;
    const found = number === undefined ? undefined : versionOf(place.region, name, number);
    if (!found) throw notFound(reference, place);
    return found;
  };
  const versionOf = (region: string, name: string, number: string): FunctionVersion | undefined =>
    number === '$LATEST' ? functions.get(region, name)?.latest : versions.get(region, name, number);
  return { findFunction, findAlias, findVersion, versionOf };
}

export type Lookup = ReturnType<typeof createLookup>;

function notFound(reference: FunctionReference, { region, accountId }: Place): AwsError {
  return new AwsError(
    'ResourceNotFoundException',
    `Function not found: ${functionArn(region, accountId, reference)}`,
    {
      status: 404,
    },
  );
}
