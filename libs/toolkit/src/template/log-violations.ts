import { violationsAbout, resourcesOf, type Template } from './template.ts';

const DELETION_POLICIES = new Set<unknown>(['RetainExceptOnCreate', 'Retain', 'Delete']);

/** What is wrong with the log groups, whatever writes to them. */
export function findLogViolations(template: Template): readonly string[] {
  return resourcesOf(template, 'AWS::Logs::LogGroup').flatMap(({ id, resource, properties }) => {
    const { DeletionPolicy, UpdateReplacePolicy } = resource;
    return violationsAbout(id, [
      !(Number(properties['RetentionInDays']) > 0) &&
        'must have RetentionInDays, or its records are kept for ever.',
      !(DELETION_POLICIES.has(DeletionPolicy) && DELETION_POLICIES.has(UpdateReplacePolicy)) &&
        'must say by DeletionPolicy and UpdateReplacePolicy whether it outlives its stack.',
    ]);
  });
}
