import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, number, optional, structure, text } from '../endpoint/shape.ts';
import { parseQuery } from './insights/run-query.ts';
import type { LogRecords } from './log-records.ts';

/** The operations on queries that are kept. One that could not be run is rejected, which AWS leaves to who runs it. */
export function queryDefinitionOperations({ queryDefinitions }: LogRecords): Record<string, Operation> {
  return {
    PutQueryDefinition: operation(
      structure({
        queryDefinitionId: optional(text()),
        name: text({ min: 1, max: 255 }),
        queryString: text({ min: 1, max: 10_000 }),
        logGroupNames: optional(list(text({ min: 1, max: 512 }))),
      }),
      ({ queryDefinitionId = randomUUID(), name, queryString, logGroupNames = [] }, { region }) => {
        parseQuery(queryString);
        queryDefinitions.put([region, queryDefinitionId], {
          queryDefinitionId,
          name,
          queryString,
          logGroupNames,
          lastModified: Date.now(),
        });
        return { queryDefinitionId };
      },
    ),
    DescribeQueryDefinitions: operation(
      structure({
        queryDefinitionNamePrefix: optional(text()),
        maxResults: optional(number({ min: 1, max: 1000 })),
        nextToken: optional(text()),
      }),
      ({ queryDefinitionNamePrefix = '' }, { region }) => ({
        queryDefinitions: queryDefinitions
          .list(region)
          .filter(({ name }) => name.startsWith(queryDefinitionNamePrefix)),
      }),
    ),
    DeleteQueryDefinition: operation(
      structure({ queryDefinitionId: text() }),
      ({ queryDefinitionId }, { region }) => {
        if (!queryDefinitions.get(region, queryDefinitionId))
          throw new AwsError('ResourceNotFoundException', 'The query definition does not exist.', {
            status: 404,
          });
        queryDefinitions.delete(region, queryDefinitionId);
        return { success: true };
      },
    ),
  };
}
