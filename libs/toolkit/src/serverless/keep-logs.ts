import type { Resource, Template } from '../template/template.ts';

/** Kept when the stage is removed, and not when the deployment that made it is rolled back. */
const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const DELETED = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' };

/**
 * Says of every log group what becomes of it, for CloudFormation deletes them with the stack unless told otherwise: who
 * removed a stage, and what happened before, is known from its log alone.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export function keepLogs(template: Template, isKept: boolean): Template {
  const policies = isKept ? KEPT : DELETED;
  const resources = Object.entries(template.Resources).map(([id, resource]): [string, Resource] => [
    id,
    resource.Type === 'AWS::Logs::LogGroup' ? { ...policies, ...resource } : resource,
  ]);
  return { ...template, Resources: Object.fromEntries(resources) };
}
