import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, map, number, optional, structure, text } from '../endpoint/shape.ts';
import type { LogParts } from './create-logs.ts';
import { GROUP_NAME } from './group-operations.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const NAME = text({ min: 1, max: 512, pattern: /^[^:*]*$/ });

/** The operations on filters that make metrics of events. */
export function metricFilterOperations({
  records: { metricFilters },
  writer,
}: LogParts): Record<string, Operation> {
  return {
    PutMetricFilter: operation(
      structure({
        logGroupName: GROUP_NAME,
        filterName: NAME,
        filterPattern: text({ max: 1024 }),
        metricTransformations: list(
          structure({
            metricName: text({ min: 1, max: 255 }),
            metricNamespace: text({ min: 1, max: 255 }),
            metricValue: text({ max: 100 }),
            defaultValue: optional(number({ isInteger: false })),
            dimensions: optional(map(text())),
            unit: optional(text()),
          }),
          { max: 1 },
        ),
      }),
      (input, { region }) => {
        writer.find(region, input.logGroupName);
        parseFilterPattern(input.filterPattern);
        metricFilters.put([region, input.logGroupName, input.filterName], {
          ...input,
          creationTime: Date.now(),
        });
      },
    ),
    DeleteMetricFilter: operation(
      structure({ logGroupName: GROUP_NAME, filterName: NAME }),
      ({ logGroupName, filterName }, { region }) => {
        if (!metricFilters.get(region, logGroupName, filterName))
          throw new AwsError('ResourceNotFoundException', 'The specified metric filter does not exist.');
        metricFilters.delete(region, logGroupName, filterName);
      },
    ),
    DescribeMetricFilters: operation(
      structure({
        logGroupName: optional(GROUP_NAME),
        filterNamePrefix: optional(text()),
        limit: optional(number({ min: 1, max: 50 })),
        nextToken: optional(text()),
      }),
      ({ logGroupName, filterNamePrefix = '' }, { region }) => ({
        metricFilters: metricFilters
          .list(region, ...(logGroupName === undefined ? [] : [logGroupName]))
          .filter(({ filterName }) => filterName.startsWith(filterNamePrefix))
          .map((filter) => ({
            ...filter,
            metricTransformations: filter.metricTransformations.map((one) => ({
              ...one,
              ...(one.dimensions && { dimensions: new Map(Object.entries(one.dimensions)) }),
            })),
          })),
      }),
    ),
  };
}
