import { isDeepStrictEqual } from 'node:util';
import { GetTemplateCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Template } from '../template/template.ts';

/**
 * Whether a stack has this template already, wherever in its bucket the same zip lies. `false` too where AWS does not tell: to
 * deploy what is there changes nothing.
 */
export async function isDeployed(
  template: Template,
  stackName: string,
  client: Pick<CloudFormationClient, 'send'>,
): Promise<boolean> {
  try {
    const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName: stackName }));
    return isDeepStrictEqual(comparable(JSON.parse(TemplateBody) as Template), comparable(template));
  } catch (error) {
    if (error instanceof Error && '$metadata' in error) return false;
    throw error;
  }
}

/** As JSON, and without where the zips are: what is in them is in the hash of the version. */
function comparable(template: Template): unknown {
  return JSON.parse(
    JSON.stringify(template, (name, value: unknown) => (name === 'S3Key' ? undefined : value)),
  );
}
