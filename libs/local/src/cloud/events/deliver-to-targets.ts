import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Lambda } from '../lambda/create-lambda.ts';
import { deliverEvent } from '../lambda/deliver-event.ts';
import { runTimetable, type Timetable } from '../timetable/timetable.ts';
import { parseEventPattern } from './match-event.ts';
import { renderInput } from './render-input.ts';
import { ruleArn, type RuleRecord, type RuleRecords } from './rule-records.ts';

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export type BusEvent = Readonly<{
  version: string;
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** With seconds, and without their parts. */
  time: string;
  region: string;
  resources: readonly string[];
  detail: unknown;
}>;

export type Delivery = {
  /** Hands an event of a region to the targets of the rules whose pattern it fits. */
  publish(event: BusEvent): void;
  /** Runs rules by their schedule until it is closed. */
  run(): Timetable;
};

/** Queues events for the functions that are targets of rules, where their policies let EventBridge invoke them. */
export function createDelivery(
  rules: RuleRecords,
  lambda: Lambda,
  accountId: string,
  log: (line: string) => void,
): Delivery {
  const deliver = (rule: RuleRecord, event: BusEvent): void => {
    const { region, Name, targets } = rule;
    const invoker = {
      service: 'events.amazonaws.com',
      sourceArn: ruleArn(rule, accountId),
      sourceAccount: accountId,
    };
    for (const target of targets) {
      const payload = renderInput(target, event);
      const why = deliverEvent(lambda, target.Arn, invoker, { payload, region, accountId });
      if (why !== undefined) log(`rule ${Name}: ${why}`);
    }
  };
  return {
    publish(event) {
      for (const rule of rules.list(event.region)) {
        if (rule.State !== 'ENABLED' || rule.EventPattern === undefined) continue;
        if (parseEventPattern(rule.EventPattern)(event)) deliver(rule, event);
      }
    },
    run: () =>
      runTimetable(
        () =>
          rules.list().flatMap((rule) => {
            const { region, Name, State, ScheduleExpression: expression, createdAt: start } = rule;
            if (State !== 'ENABLED' || expression === undefined) return [];
            return [{ key: `${region}|${Name}`, expression, start }];
          }),
        (key, due) => {
          const [region = '', name = ''] = key.split('|');
          const rule = rules.get(region, name);
          if (rule) deliver(rule, scheduledEvent(rule, due, accountId));
        },
        log,
      ),
  };
}

function scheduledEvent(rule: RuleRecord, due: number, accountId: string): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: withoutMilliseconds(due),
    region: rule.region,
    resources: [ruleArn(rule, accountId)],
    detail: {},
  };
}

export function withoutMilliseconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A detail must be an object. Throws AwsError `MalformedDetail`. */
export function parseDetail(text: string): object {
  try {
    const detail = JSON.parse(text) as unknown;
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail)) return detail;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AwsError('MalformedDetail', 'Detail is malformed.');
}
