import type { Resource, Template } from '../template/template.ts';

/**
 * Keeps published versions when the next one takes their place, and not when the deployment that made them is rolled back. Kept
 * then, as osls has it, the version stays the last one that was published, and the same code cannot be deployed again: "A version
 * for this Lambda function exists".
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export function keepVersions(template: Template): Template {
  const resources = Object.entries(template.Resources).map(([id, resource]): [string, Resource] => [
    id,
    resource.Type === 'AWS::Lambda::Version'
      ? { ...resource, DeletionPolicy: 'RetainExceptOnCreate' }
      : resource,
  ]);
  return { ...template, Resources: Object.fromEntries(resources) };
}
