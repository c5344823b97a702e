import { randomUUID } from 'node:crypto';
import type { ResourceState, StackRecord, StackRecords } from './stack-records.ts';

const STACK = 'AWS::CloudFormation::Stack';

/** Notes what happens to stacks and their resources, for calls that ask and for the terminal. */
export function createStackEvents({ events }: StackRecords, log: (line: string) => void) {
  let count = 0;
  const add = (
    stack: StackRecord,
    event: {
      id: string;
      physicalId: string;
      type: string;
      status: string;
      reason?: string;
      properties?: object;
    },
  ): void => {
    const Timestamp = new Date().toISOString();
    const { StackId, StackName, operation } = stack;
    count += 1;
    // Events of one millisecond stay in their order.
    const key = `${Timestamp} ${String(count).padStart(9, '0')}`;
    events.put([StackId, key], {
      EventId: event.type === STACK ? randomUUID() : `${event.id}-${event.status}-${Timestamp}`,
      StackId,
      StackName,
      LogicalResourceId: event.id,
      PhysicalResourceId: event.physicalId,
      ResourceType: event.type,
      Timestamp,
      ResourceStatus: event.status,
      ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
      ...(event.properties && { ResourceProperties: JSON.stringify(event.properties) }),
      ...(operation?.token !== undefined && { ClientRequestToken: operation.token }),
    });
    log(
      `${StackName}  ${event.status}  ${event.type === STACK ? '' : `${event.id} (${event.type})`}${event.reason === undefined ? '' : `  ${event.reason}`}`.trimEnd(),
    );
  };
  return {
    ofStack(stack: StackRecord): void {
      const { StackName, StackId, status, reason } = stack;
      add(stack, {
        id: StackName,
        physicalId: StackId,
        type: STACK,
        status,
        ...(reason !== undefined && { reason }),
      });
    },
    ofResource(
      stack: StackRecord,
      { logicalId, physicalId = '', type, status, reason, properties }: ResourceState,
    ): void {
      add(stack, {
        id: logicalId,
        physicalId,
        type,
        status,
        properties,
        ...(reason !== undefined && { reason }),
      });
    },
    /** The newest first. */
    list: (stackId: string) => events.list(stackId).reverse(),
  };
}

export type StackEvents = ReturnType<typeof createStackEvents>;
