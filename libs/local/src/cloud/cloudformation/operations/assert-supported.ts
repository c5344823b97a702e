import { notImplemented } from '../../endpoint/aws-error.ts';
import { withoutUnmet } from '../stack/resolve-definition.ts';
import type { StackDefinition, StackRecord } from '../stack/stack-records.ts';
import type { DefinitionParts } from './read-definition.ts';

/**
 * Throws AwsError `NotImplemented` for resources that AWS has and the local AWS does not. Those whose condition does not hold do not
 * matter: a stack is without them.
 */
export function assertSupported(
  stack: Pick<StackRecord, 'StackId' | 'StackName' | 'region'>,
  definition: StackDefinition,
  parts: DefinitionParts,
): void {
  const types = Object.values(withoutUnmet(stack, definition, parts).Resources).map(({ Type }) => Type);
  const missing = [...new Set(types)].filter((type) => !parts.supported.has(type));
  if (missing.length > 0) throw notImplemented(`the resource types ${missing.join(', ')}`);
}
