/** How CodeDeploy moves traffic from one version to the next, as its API has it. Intervals are minutes. */
export type TrafficRouting =
  | { type: 'AllAtOnce' }
  | { type: 'TimeBasedCanary'; timeBasedCanary: { canaryPercentage: number; canaryInterval: number } }
  | { type: 'TimeBasedLinear'; timeBasedLinear: { linearPercentage: number; linearInterval: number } };

/** A share of the traffic, and the minutes that it stays so. */
export type TrafficStep = Readonly<{ percent: number; minutes: number }>;

/**
 * The steps of a deployment: the last one is all of the traffic.
 *
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export function stepsOf(routing: TrafficRouting): readonly TrafficStep[] {
  const all = { percent: 100, minutes: 0 };
  if (routing.type === 'AllAtOnce') return [all];
  if (routing.type === 'TimeBasedCanary') {
    const { canaryPercentage: percent, canaryInterval: minutes } = routing.timeBasedCanary;
    return [{ percent, minutes }, all];
  }
  const { linearPercentage, linearInterval: minutes } = routing.timeBasedLinear;
  const count = Math.ceil(100 / linearPercentage);
  const parts = Array.from({ length: count - 1 }, (_, index) => ({
    percent: (index + 1) * linearPercentage,
    minutes,
  }));
  return [...parts, all];
}

const PREFIX = 'CodeDeployDefault.Lambda';

/** The configurations that CodeDeploy brings for functions, by their names. */
export const DEFAULT_ROUTINGS: ReadonlyMap<string, TrafficRouting> = new Map<string, TrafficRouting>([
  [`${PREFIX}AllAtOnce`, { type: 'AllAtOnce' }],
  ...[5, 10, 15, 30].map((canaryInterval): [string, TrafficRouting] => [
    `${PREFIX}Canary10Percent${canaryInterval}Minutes`,
    { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval } },
  ]),
  ...[1, 2, 3, 10].map((linearInterval): [string, TrafficRouting] => [
    `${PREFIX}Linear10PercentEvery${linearInterval}Minute${linearInterval === 1 ? '' : 's'}`,
    { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 10, linearInterval } },
  ]),
]);
