import { AwsError, notImplemented } from '../endpoint/aws-error.ts';
import type { Call, Operation } from '../endpoint/call.ts';
import { operation } from '../endpoint/operation.ts';
import { list, map, number, oneOf, optional, structure, text } from '../endpoint/shape.ts';
import { without } from '../store/without.ts';
import { parseSchedule } from '../timetable/parse-schedule.ts';
import { parseEventPattern } from './match-event.ts';
import { DEFAULT_BUS, ruleArn, type RuleRecord, type RuleRecords } from './rule-records.ts';

const NAME = text({ min: 1, max: 64, pattern: /^[\w.-]+$/ });
const BUS = optional(text({ min: 1, max: 1600 }));
const TAGS = list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }));
const TARGET = structure({
  Id: text({ min: 1, max: 64, pattern: /^[\w.-]+$/ }),
  Arn: text({ min: 1, max: 1600 }),
  Input: optional(text({ max: 8192 })),
  InputPath: optional(text({ max: 256 })),
  InputTransformer: optional(
    structure({ InputPathsMap: optional(map(text())), InputTemplate: text({ min: 1, max: 8192 }) }),
  ),
  RetryPolicy: optional(
    structure({
      MaximumEventAgeInSeconds: optional(number({ min: 60, max: 86_400 })),
      MaximumRetryAttempts: optional(number({ min: 0, max: 185 })),
    }),
  ),
});
/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MAX_TARGETS = 5;

/** The operations on rules of the default bus, and on their targets, which are functions. */
export function ruleOperations(rules: RuleRecords): Record<string, Operation> {
  const find = (name: string, { region }: Call, bus?: string): RuleRecord => {
    assertBus(bus);
    const found = rules.get(region, name);
    if (!found)
      throw new AwsError(
        'ResourceNotFoundException',
        `Rule ${name} does not exist on EventBus ${DEFAULT_BUS}.`,
      );
    return found;
  };
  const put = (rule: RuleRecord): void => rules.put([rule.region, rule.Name], rule);
  const named = structure({ Name: NAME, EventBusName: BUS });
  const setState = (State: RuleRecord['State']): Operation =>
    operation(named, ({ Name, EventBusName }, call) => put({ ...find(Name, call, EventBusName), State }));
  const ofArn = (arn: string, call: Call): RuleRecord => find(arn.slice(arn.lastIndexOf('/') + 1), call);

  return {
    PutRule: operation(
      structure({
        Name: NAME,
        EventBusName: BUS,
        Description: optional(text({ max: 512 })),
        ScheduleExpression: optional(text({ max: 256 })),
        EventPattern: optional(text({ max: 4096 })),
        State: optional(oneOf('ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS')),
        Tags: optional(TAGS),
      }),
      ({ EventBusName, State, Tags = [], ...given }, call) => {
        assertBus(EventBusName);
        if (given.ScheduleExpression === undefined && given.EventPattern === undefined)
          throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
        const schedule = given.ScheduleExpression && parseSchedule(given.ScheduleExpression);
        if (
          given.ScheduleExpression !== undefined &&
          (!schedule || given.ScheduleExpression.startsWith('at'))
        )
          throw invalid('Parameter ScheduleExpression is not valid.');
        if (given.EventPattern !== undefined) parseEventPattern(given.EventPattern);
        const before = rules.get(call.region, given.Name);
        const rule: RuleRecord = {
          ...given,
          region: call.region,
          State: State === 'DISABLED' ? 'DISABLED' : 'ENABLED',
          createdAt: before?.createdAt ?? Date.now(),
          targets: before?.targets ?? [],
          // Tags of a rule that is there are not changed by it.
          Tags: before?.Tags ?? Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
        };
        put(rule);
        return { RuleArn: ruleArn(rule, call.accountId) };
      },
    ),
    DescribeRule: operation(named, ({ Name, EventBusName }, call) =>
      describe(find(Name, call, EventBusName), call.accountId),
    ),
    ListRules: operation(
      structure({
        NamePrefix: optional(text()),
        EventBusName: BUS,
        Limit: optional(number()),
        NextToken: optional(text()),
      }),
      ({ NamePrefix = '', EventBusName }, { region, accountId }) => {
        assertBus(EventBusName);
        const found = rules.list(region).filter(({ Name }) => Name.startsWith(NamePrefix));
        return { Rules: found.map((rule) => describe(rule, accountId)) };
      },
    ),
    EnableRule: setState('ENABLED'),
    DisableRule: setState('DISABLED'),
    DeleteRule: operation(
      structure({ Name: NAME, EventBusName: BUS, Force: optional(text()) }),
      ({ Name, EventBusName }, { region }) => {
        assertBus(EventBusName);
        // One that is not there is no error.
        if ((rules.get(region, Name)?.targets.length ?? 0) > 0)
          throw invalid("Rule can't be deleted since it has targets.");
        rules.delete(region, Name);
      },
    ),
    PutTargets: operation(
      structure({ Rule: NAME, EventBusName: BUS, Targets: list(TARGET, { max: 100 }) }),
      ({ Rule, EventBusName, Targets }, call) => {
        const rule = find(Rule, call, EventBusName);
        for (const { Arn } of Targets) {
          if (!/^arn:aws:lambda:[^:]+:\d{12}:function:/.test(Arn))
            throw invalid(`The local AWS has no rules for ${Arn}, but for functions.`);
        }
        const ids = new Set(Targets.map(({ Id }) => Id));
        const targets = [...rule.targets.filter(({ Id }) => !ids.has(Id)), ...Targets];
        if (targets.length > MAX_TARGETS)
          throw new AwsError(
            'LimitExceededException',
            'The requested resource exceeds the maximum number allowed.',
          );
        put({ ...rule, targets });
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
    ),
    RemoveTargets: operation(
      structure({ Rule: NAME, EventBusName: BUS, Ids: list(text()), Force: optional(text()) }),
      ({ Rule, EventBusName, Ids }, call) => {
        const rule = find(Rule, call, EventBusName);
        put({ ...rule, targets: rule.targets.filter(({ Id }) => !Ids.includes(Id)) });
        return { FailedEntryCount: 0, FailedEntries: [] };
      },
    ),
    ListTargetsByRule: operation(
      structure({ Rule: NAME, EventBusName: BUS, Limit: optional(number()), NextToken: optional(text()) }),
      ({ Rule, EventBusName }, call) => ({ Targets: find(Rule, call, EventBusName).targets }),
    ),
    TagResource: operation(structure({ ResourceARN: text(), Tags: TAGS }), ({ ResourceARN, Tags }, call) => {
      const rule = ofArn(ResourceARN, call);
      const added = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
      put({ ...rule, Tags: { ...rule.Tags, ...added } });
      return {};
    }),
    UntagResource: operation(
      structure({ ResourceARN: text(), TagKeys: list(text()) }),
      ({ ResourceARN, TagKeys }, call) => {
        const rule = ofArn(ResourceARN, call);
        put({ ...rule, Tags: without(rule.Tags, ...TagKeys) });
        return {};
      },
    ),
    ListTagsForResource: operation(structure({ ResourceARN: text() }), ({ ResourceARN }, call) => ({
      Tags: Object.entries(ofArn(ResourceARN, call).Tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}

function assertBus(bus: string = DEFAULT_BUS): void {
  if (bus !== DEFAULT_BUS && !bus.endsWith(`:event-bus/${DEFAULT_BUS}`))
    throw notImplemented(`event buses besides ${DEFAULT_BUS}`);
}

function describe(rule: RuleRecord, accountId: string): object {
  const { region: _, createdAt: _createdAt, targets: _targets, Tags: _tags, ...rest } = rule;
  return { ...rest, Arn: ruleArn(rule, accountId), EventBusName: DEFAULT_BUS };
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
