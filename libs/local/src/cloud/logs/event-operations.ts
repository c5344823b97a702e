import { AwsError } from '../endpoint/aws-error.ts';
import type { Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { flag, list, number, optional, structure, text } from '../endpoint/shape.ts';
import type { LogParts } from './create-logs.ts';
import type { StoredEvent } from './event-table.ts';
import { GROUP_NAME, groupNameOf, STREAM_NAME } from './group-operations.ts';
import { parseFilterPattern } from './parse-filter-pattern.ts';

const TWO_HOURS_MS = 7_200_000;
const FORTNIGHT_MS = 14 * 86_400_000;
const MAX_MESSAGE_BYTES = 1_048_576;
const MAX_PAGE = 10_000;

/** The operations on events. */
export function eventOperations({ table, writer }: LogParts): Record<string, Operation> {
  return {
    PutLogEvents: operation(
      structure({
        logGroupName: GROUP_NAME,
        logStreamName: STREAM_NAME,
        logEvents: list(structure({ timestamp: number({ min: 0 }), message: text({ min: 1 }) }), {
          max: MAX_PAGE,
        }),
        sequenceToken: optional(text()),
      }),
      ({ logGroupName, logStreamName, logEvents }, { region }) => {
        const now = Date.now();
        if (logEvents.some(({ message }) => Buffer.byteLength(message) > MAX_MESSAGE_BYTES))
          throw new AwsError(
            'InvalidParameterException',
            `Log event too large: the limit is ${MAX_MESSAGE_BYTES} bytes.`,
          );
        const times = logEvents.map(({ timestamp }) => timestamp);
        if (times.some((time, index) => time < (times[index - 1] ?? 0)))
          throw new AwsError(
            'InvalidParameterException',
            'Log events in a single PutLogEvents request must be in chronological order.',
          );
        const tooOld = times.filter((time) => time < now - FORTNIGHT_MS).length;
        const tooNew = times.findIndex((time) => time > now + TWO_HOURS_MS);
        const taken = logEvents.slice(tooOld, tooNew === -1 ? undefined : tooNew);
        writer.put(region, logGroupName, logStreamName, taken);
        const isPartial = taken.length < logEvents.length;
        return {
          nextSequenceToken: String(now),
          ...(isPartial && {
            rejectedLogEventsInfo: {
              ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
              ...(tooNew !== -1 && { tooNewLogEventStartIndex: tooNew }),
            },
          }),
        };
      },
    ),
    GetLogEvents: operation(
      structure({
        logGroupName: optional(GROUP_NAME),
        logGroupIdentifier: optional(text()),
        logStreamName: STREAM_NAME,
        startTime: optional(number({ min: 0 })),
        endTime: optional(number({ min: 0 })),
        startFromHead: optional(flag()),
        nextToken: optional(text()),
        limit: optional(number({ min: 1, max: MAX_PAGE })),
        unmask: optional(flag()),
      }),
      (input, { region }) => {
        const { logStreamName, startTime, endTime, limit = MAX_PAGE, nextToken } = input;
        const group = input.logGroupName ?? groupNameOf(input.logGroupIdentifier ?? '');
        writer.find(region, group);
        if (!writer.hasStream(region, group, logStreamName))
          throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
        // A token says in which direction it goes on, and how much has been read.
        const [, direction, offsetText = '0'] = /^([fb])\/(\d+)$/.exec(nextToken ?? '') ?? [];
        const isForward = direction === undefined ? (input.startFromHead ?? false) : direction === 'f';
        const offset = Number(offsetText);
        const range = { region, group, streams: [logStreamName], from: startTime, before: endTime };
        const events = table.read({ ...range, isReversed: !isForward, limit, offset });
        if (!isForward) events.reverse();
        const read = offset + events.length;
        return {
          events: events.map(describe),
          nextForwardToken: `f/${isForward ? read : 0}`,
          nextBackwardToken: `b/${isForward ? 0 : read}`,
        };
      },
    ),
    FilterLogEvents: operation(
      structure({
        logGroupName: optional(GROUP_NAME),
        logGroupIdentifier: optional(text()),
        logStreamNames: optional(list(STREAM_NAME, { max: 100 })),
        logStreamNamePrefix: optional(text()),
        startTime: optional(number({ min: 0 })),
        endTime: optional(number({ min: 0 })),
        filterPattern: optional(text({ max: 1024 })),
        nextToken: optional(text()),
        limit: optional(number({ min: 1, max: MAX_PAGE })),
        interleaved: optional(flag()),
        unmask: optional(flag()),
      }),
      (input, { region }) => {
        const {
          logStreamNames,
          logStreamNamePrefix,
          startTime,
          endTime,
          limit = MAX_PAGE,
          nextToken = '0',
        } = input;
        const group = input.logGroupName ?? groupNameOf(input.logGroupIdentifier ?? '');
        writer.find(region, group);
        const matches = parseFilterPattern(input.filterPattern ?? '');
        const range = { region, group, streams: logStreamNames, from: startTime, before: endTime };
        const offset = Number(nextToken);
        const page = table.read({ ...range, limit: MAX_PAGE, offset });
        const found: StoredEvent[] = [];
        let looked = 0;
        for (const event of page) {
          if (found.length === limit) break;
          looked += 1;
          if (!event.stream.startsWith(logStreamNamePrefix ?? '')) continue;
          if (matches(event.message)) found.push(event);
        }
        const isMore = looked < page.length || page.length === MAX_PAGE;
        return {
          events: found.map((event) => ({
            ...describe(event),
            logStreamName: event.stream,
            eventId: String(event.id).padStart(56, '0'),
          })),
          searchedLogStreams: [],
          ...(isMore && { nextToken: String(offset + looked) }),
        };
      },
    ),
  };
}

function describe({ timestamp, message, ingestionTime }: StoredEvent): object {
  return { timestamp, message, ingestionTime };
}
