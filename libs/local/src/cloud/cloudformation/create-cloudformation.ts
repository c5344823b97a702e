import type { Service } from '../endpoint/call.ts';
import { changeSetOperations } from './operations/change-set-operations.ts';
import { describeOperations } from './operations/describe-operations.ts';
import type { DefinitionParts } from './operations/read-definition.ts';
import { stackOperations } from './operations/stack-operations.ts';
import { createEngine, type Engine } from './stack/create-engine.ts';

/** CloudFormation: stacks and change sets. No nested stacks, imports, stack sets, macros and drift. */
export function createCloudFormation(parts: DefinitionParts): { service: Service; engine: Engine } {
  const engine = createEngine(parts);
  return {
    engine,
    service: {
      name: 'cloudformation',
      namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
      validationError: 'ValidationError',
      operations: {
        ...stackOperations(parts, engine),
        ...changeSetOperations(parts, engine),
        ...describeOperations(parts),
      },
    },
  };
}
